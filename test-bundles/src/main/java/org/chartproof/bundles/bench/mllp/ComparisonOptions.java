package org.chartproof.bundles.bench.mllp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** How long and from how many senders a port is measured, beside HAPI's server in the same run. */
public final class ComparisonOptions {

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

    /**
     * The same for one that keeps what it accepts.
     *
     * @param disk where it keeps it
     */
    public void compare(MllpContender ours, Path disk) throws Exception {
        System.out.println(DiskFloor.measured(disk));
        compare(ours);
    }

    /** Measures ours after HAPI's server as it comes and at its fastest, and prints the figures. */
    public void compare(MllpContender ours) throws Exception {
        new MllpComparison(connections, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds))
                .run(List.of(HapiContender.asItComes(), HapiContender.atItsFastest(), ours), System.out);
    }
}
