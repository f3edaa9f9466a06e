package org.chartproof.server.cli;

import java.net.URI;
import java.util.concurrent.Callable;
import org.chartproof.server.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartproof demo}: a server with notes to look at. */
@Command(
        name = "demo",
        description =
                "Runs the server and plays invented encounters of many specialties into it, over FHIR, as an EHR would.",
        mixinStandardHelpOptions = true)
final class PlayDemo implements Callable<Integer> {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--exit", description = "Stop when all is coded, rather than at Ctrl-C.")
    private boolean exit;

    @Override
    public Integer call() throws Exception {
        Running.serve(options.loadOpen(), server -> {
            new Demo(URI.create("http://127.0.0.1:" + server.port()), System.out).run();
            if (!exit) {
                System.out.println();
                System.out.println("The server goes on; Ctrl-C stops it.");
            }
            return !exit;
        });
        return 0;
    }
}
