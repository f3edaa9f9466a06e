package org.chartproof.bundles.bench;

import org.chartproof.bundles.bench.mllp.MllpBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The load scripts' entry: {@code ./chartproof bench --help}. */
@Command(
        name = "bench",
        description =
                "Load scripts against real server processes, one against the engine and one against an HL7 port; each prints figures.",
        mixinStandardHelpOptions = true,
        subcommands = {
            EngineBench.class,
            LatencyBench.class,
            ThroughputBench.class,
            KillBench.class,
            StartBench.class,
            MllpBench.class
        })
public final class Bench implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
