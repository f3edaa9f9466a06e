package org.chartproof.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.chartproof.server.authserver.user.UserAccount;
import org.chartproof.server.authserver.user.UserFile;
import org.chartproof.server.security.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code chartproof user list}: who may sign in. */
@Command(name = "list", description = "Lists who may sign in.", mixinStandardHelpOptions = true)
final class UserList implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (UserAccount user :
                new UserFile(options.load().signIn().users()).read().values()) {
            out.printf(
                    "%-20s %-28s %-30s %s%n",
                    user.name(),
                    user.roles().stream().map(Role::word).sorted().collect(Collectors.joining(", ")),
                    user.display(),
                    user.fhirUser().orElse(""));
        }
        out.flush();
        return 0;
    }
}
