package org.chartproof.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who signs in at the embedded authorization server, and to what.
 *
 * @param users    file of users; it need not exist
 * @param clients  programs beside our own review page
 * @param launcher whether {@code /launcher} is served
 */
public record SignIn(Path users, List<Client> clients, boolean launcher) {
    public SignIn {
        clients = List.copyOf(clients);
    }

    /**
     * A program that asks for tokens.
     *
     * @param id        its client_id
     * @param title     what people know it as
     * @param redirects where it may be sent back to; none of a backend service
     * @param scopes    SMART scopes that it may have at most
     * @param proof     how it shows that it is itself
     * @param launchUrl page that a launch of it begins at
     * @param consent   whether people are asked before it has what it asks for
     */
    public record Client(
            String id,
            String title,
            Set<URI> redirects,
            Set<String> scopes,
            Proof proof,
            Optional<URI> launchUrl,
            boolean consent) {
        public Client {
            redirects = Set.copyOf(redirects);
            scopes = Set.copyOf(scopes);
        }

        /** Whether it acts for itself and not for a person. */
        public boolean isBackendService() {
            return redirects.isEmpty();
        }
    }

    /** How a client shows that it is itself. */
    public sealed interface Proof {
        /** It can't keep a secret: the code challenge alone ties a code to it. */
        record None() implements Proof {}

        /** @param secret sent as client_secret_basic */
        record SharedSecret(Secret secret) implements Proof {}

        /** @param address where it publishes its public keys */
        record PublishedKeys(URI address) implements Proof {}

        /** @param file a JWKS with its public keys */
        record KeyFile(Path file) implements Proof {}
    }
}
