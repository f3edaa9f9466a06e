package org.chartproof.server.cli;

import org.chartproof.bundles.bench.Bench;
import org.chartproof.server.bench.FeedBench;
import org.chartproof.server.bench.FeedKillBench;
import org.chartproof.server.bench.FeedMapBench;
import org.chartproof.server.status.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program: {@code chartproof COMMAND}. */
@Command(
        name = "chartproof",
        description = "A FHIR-native medical coding server: every code, proven by the chart.",
        mixinStandardHelpOptions = true,
        versionProvider = Chartproof.Versions.class,
        // A new command is one more line here.
        subcommands = {
            Serve.class,
            PlayDemo.class,
            CodeNotes.class,
            Evaluate.class,
            TrainConfidence.class,
            TrainSections.class,
            Bench.class,
            TerminologyCommand.class,
            Hl7Command.class,
            UserCommand.class,
            TokenCommand.class,
            PrintConfig.class,
            Rehearse.class
        })
public final class Chartproof {
    private Chartproof() {}

    /** @param arguments see {@code chartproof --help} */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * Runs one command to its end.
     *
     * @param arguments see {@code chartproof --help}
     * @return the exit code; 0 for success
     */
    public static int run(String... arguments) {
        CommandLine commandLine = new CommandLine(new Chartproof());
        // Load scripts that need the server's own parts.
        addTo(commandLine, "bench", new FeedBench(), new FeedMapBench(), new FeedKillBench(), new WorkListBench());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler(new OneLineErrors());
        if (arguments.length == 0) {
            commandLine.usage(commandLine.getErr());
            return CommandLine.ExitCode.USAGE;
        }
        return commandLine.execute(arguments);
    }

    private static void addTo(CommandLine commandLine, String name, Object... subcommands) {
        CommandLine command = commandLine.getSubcommands().get(name);
        if (command == null) {
            throw new IllegalStateException("there is no command " + name);
        }
        for (Object subcommand : subcommands) {
            command.addSubcommand(subcommand);
        }
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Chartproof " + Version.current()};
        }
    }
}
