package org.chartproof.server.cli;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.authserver.token.LocalTokens;
import org.chartproof.server.authserver.user.UserFile;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ChartproofConfig.Access;
import org.chartproof.server.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartproof demo}: a server with notes to look at. */
@Command(
        name = "demo",
        description = "Runs the server and plays invented encounters of many specialties into it, over FHIR, as an EHR"
                + " would.",
        mixinStandardHelpOptions = true)
final class PlayDemo implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofHours(1);

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--exit", description = "Stop when all is coded, rather than at Ctrl-C.")
    private boolean exit;

    @Override
    public Integer call() throws Exception {
        ChartproofConfig config = options.loadForDemo();
        boolean signIn = config.security().access() == Access.EMBEDDED;
        DemoUsers users = new DemoUsers(new UserFile(config.signIn().users()));
        // Before the start, so that nobody can sign in with anything that was not made up just now.
        List<DemoUsers.Made> made = signIn ? users.make() : List.of();
        Running.serve(config, server -> {
            URI root = URI.create("http://127.0.0.1:" + server.port());
            FhirClient client =
                    new FhirClient(root.resolve("/fhir"), signIn ? Optional.of(token(config)) : Optional.empty());
            new Demo(root, client, signIn, System.out).run();
            if (signIn) {
                users.store(client);
                DemoUsers.print(made, root, config.signIn().launcher(), System.out);
            }
            if (!exit) {
                System.out.println();
                System.out.println("The server goes on; Ctrl-C stops it.");
            }
            return !exit;
        });
        return 0;
    }

    private static String token(ChartproofConfig config) {
        return new LocalTokens(config.dataDirectory(), InstantSource.system()).forThisProgram(LONGEST);
    }
}
