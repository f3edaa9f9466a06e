package org.chartproof.server.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chartproof.server.authserver.user.Passwords;
import org.chartproof.server.authserver.user.UserAccount;
import org.chartproof.server.authserver.user.UserFile;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.config.Secret;
import org.chartproof.server.security.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chartproof user add}: adds a user, or changes one. */
@Command(
        name = "add",
        description = "Adds a user, or gives the one of that name new roles and a new password, which is asked for.",
        mixinStandardHelpOptions = true)
final class UserAdd implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "What they sign in with.")
    private String name = "";

    @Option(
            names = "--role",
            required = true,
            split = ",",
            paramLabel = "ROLE",
            description = "coder, clinician, auditor or administrator; several parted by commas.")
    private List<Role> roles = List.of();

    @Option(names = "--display", paramLabel = "TEXT", description = "What others know them by (default: the name).")
    private @Nullable String display;

    @Option(
            names = "--fhir-user",
            paramLabel = "REFERENCE",
            description = "Who they are as a resource, such as Practitioner/ID: it signs what they decide.")
    private @Nullable String fhirUser;

    @Option(
            names = "--password-stdin",
            description = "Read the password from standard input; without it, it is asked for twice.")
    private boolean standardInput;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() throws IOException {
        UserFile users = new UserFile(options.load().signIn().users());
        try {
            users.put(new UserAccount(
                    name,
                    display == null ? name : display,
                    new LinkedHashSet<>(roles),
                    Optional.ofNullable(fhirUser),
                    Passwords.hash(password())));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
        spec.commandLine().getOut().println("User " + name + " may sign in.");
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Secret password() throws IOException {
        Console console = System.console();
        if (standardInput) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return new Secret(line == null ? "" : line);
        }
        if (console == null) {
            throw new ConfigurationException("There is no terminal to ask for the password; give --password-stdin");
        }
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Once more: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new ConfigurationException("The two are not the same");
        }
        return new Secret(new String(first));
    }
}
