package org.chartproof.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code chartproof serve}: runs the server until it is told to stop. */
@Command(name = "serve", description = "Runs the server until Ctrl-C.", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() throws Exception {
        Running.serve(options.load(), server -> true);
        return 0;
    }
}
