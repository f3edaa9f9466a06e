package org.chartproof.bundles.bench.mllp;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The floor: HAPI's server and Chartproof's listener, neither of which keeps anything. */
@Command(
        name = "mllp",
        description =
                "Messages per second of an MLLP port that keeps nothing, beside HAPI's SimpleServer in the same run.",
        mixinStandardHelpOptions = true)
public final class MllpBench implements Callable<Integer> {

    @Mixin
    private final ComparisonOptions options = new ComparisonOptions();

    @Override
    public Integer call() throws Exception {
        options.compare(new ListenerContender("Chartproof's listener, keeps nothing", new AnswerOnly()));
        return 0;
    }
}
