package org.chartproof.server.cli;

import java.util.concurrent.Callable;
import org.chartproof.server.config.ConfigLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code chartproof config}: prints a configuration file in which each option is explained. */
@Command(
        name = "config",
        description = "Prints a configuration file in which each option is explained.",
        mixinStandardHelpOptions = true)
final class PrintConfig implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ConfigLoader.sample());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
