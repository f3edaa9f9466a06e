package org.chartproof.server.cli;

import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.database.DatabaseException;
import org.chartproof.terminology.BrokenInstallation;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells the operator in one line what to change; the stack trace is for errors that nobody foresaw. */
final class OneLineErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception thrown, CommandLine commandLine, ParseResult parsed) {
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            if (next instanceof ConfigurationException
                    || next instanceof DatabaseException
                    || next instanceof BrokenInstallation) {
                commandLine.getErr().println("chartproof: " + next.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
        commandLine.getErr().println("chartproof: unexpected error");
        thrown.printStackTrace(commandLine.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
