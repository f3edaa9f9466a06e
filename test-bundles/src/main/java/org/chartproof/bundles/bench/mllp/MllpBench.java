package org.chartproof.bundles.bench.mllp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The floor: HAPI's server and Chartproof's listener, neither of which keeps anything. */
@Command(
        name = "mllp",
        description =
                "Messages per second of an MLLP port that keeps nothing, beside HAPI's SimpleServer in the same run.",
        mixinStandardHelpOptions = true)
public final class MllpBench implements Callable<Integer> {

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1,8,64",
            description = "Numbers of senders (default ${DEFAULT-VALUE}).")
    private List<Integer> connections = List.of();

    @Option(names = "--seconds", defaultValue = "10", description = "Time that counts (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before that (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        new MllpComparison(connections, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds))
                .run(
                        List.of(
                                HapiContender.asItComes(),
                                HapiContender.atItsFastest(),
                                new ListenerContender("Chartproof's listener, keeps nothing", new AnswerOnly())),
                        System.out);
        return 0;
    }
}
