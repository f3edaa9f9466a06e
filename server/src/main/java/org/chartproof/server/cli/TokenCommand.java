package org.chartproof.server.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.scope.Scopes;
import org.chartproof.server.authserver.token.LocalTokens;
import org.chartproof.server.authserver.user.UserAccount;
import org.chartproof.server.authserver.user.UserFile;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.config.SignIn.Client;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chartproof token}: an access token for trying things out. */
@Command(
        name = "token",
        description = {
            "Prints an access token for the server of this data folder, to try things out with curl:",
            "curl -H \"Authorization: Bearer $(chartproof token --user NAME)\" http://127.0.0.1:8080/fhir/Claim",
            "It is signed with the key in the data folder, so whoever may read that folder may be anyone. It can't be"
                    + " taken back, and ends by itself."
        },
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    private static final int LONGEST_MINUTES = 60;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    /** One of them. */
    static final class Whose {
        @Option(names = "--user", paramLabel = "NAME", description = "A user, see `chartproof user list`.")
        private @Nullable String user;

        @Option(names = "--client", paramLabel = "ID", description = "A backend service of the configuration.")
        private @Nullable String client;
    }

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            description = "What it is for (default: all that the user's roles or the client may have).")
    private @Nullable String scope;

    @Option(names = "--patient", paramLabel = "ID", description = "The patient that is open.")
    private @Nullable String patient;

    @Option(names = "--encounter", paramLabel = "ID", description = "The encounter that is open.")
    private @Nullable String encounter;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "15",
            description = "How long it is good, 60 at most (default ${DEFAULT-VALUE}).")
    private int minutes = 15;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() {
        ChartproofConfig config = options.load();
        if (minutes < 1 || minutes > LONGEST_MINUTES) {
            throw new ConfigurationException("--minutes is from 1 to " + LONGEST_MINUTES);
        }
        LocalTokens tokens = new LocalTokens(config.dataDirectory(), InstantSource.system());
        Duration life = Duration.ofMinutes(minutes);
        String token = whose.user == null
                ? tokens.forClient(client(config, String.valueOf(whose.client)), scopes("system/*.cruds"), life)
                : tokens.forUser(user(config, whose.user), scopes("patient/*.cruds user/*.cruds"), context(), life);
        spec.commandLine().getOut().println(token);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private LaunchContext context() {
        try {
            return new LaunchContext(Optional.ofNullable(patient), Optional.ofNullable(encounter), List.of(), true);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("--patient and --encounter are ids of resources", e);
        }
    }

    private Set<String> scopes(String otherwise) {
        return Scopes.of(scope == null ? otherwise : scope);
    }

    private static UserAccount user(ChartproofConfig config, String name) {
        return Optional.ofNullable(new UserFile(config.signIn().users()).read().get(name))
                .orElseThrow(() ->
                        new ConfigurationException("There is no user " + name + "; `chartproof user list` names them"));
    }

    private static Client client(ChartproofConfig config, String id) {
        return config.signIn().clients().stream()
                .filter(client -> client.id().equals(id) && client.isBackendService())
                .findFirst()
                .orElseThrow(() ->
                        new ConfigurationException("There is no backend service " + id + " under security.clients"));
    }
}
