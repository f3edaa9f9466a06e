package org.chartproof.bundles.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From process start to ready, on data that a first start has made. */
@Command(name = "start", description = "Process start to ready, on existing data.", mixinStandardHelpOptions = true)
final class StartBench implements Callable<Integer> {

    @Option(names = "--data", required = true, description = "Folder for the server's data; made if absent.")
    private Path data = Path.of("");

    @Option(names = "--times", defaultValue = "3", description = "Starts that count (default ${DEFAULT-VALUE}).")
    private int times;

    @Option(names = "--java-option", description = "Option for the server's JVM; may be repeated.")
    private List<String> javaOptions = List.of();

    @Override
    public Integer call() throws Exception {
        System.out.printf("first start, empty folder: %.1f s%n", once());
        for (int i = 0; i < times; i++) {
            System.out.printf("start %d on existing data: %.1f s%n", i + 2, once());
        }
        return 0;
    }

    private double once() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, ServerProcess.freePort(), javaOptions, List.of())) {
            return server.startTime().toMillis() / 1000.0;
        }
    }
}
