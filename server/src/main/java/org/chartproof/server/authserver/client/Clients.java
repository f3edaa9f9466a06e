package org.chartproof.server.authserver.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.server.authserver.scope.Scopes;
import org.chartproof.server.config.SignIn;
import org.chartproof.server.config.SignIn.Client;
import org.chartproof.server.config.SignIn.Proof;
import org.chartproof.server.status.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients of the configuration and the review page of this server. */
public final class Clients implements RegisteredClientRepository {
    /** The review page. */
    public static final String REVIEW = "chartproof-review";

    /** Our own pages that people come back to from signing in: a chart, the work list, the feeds. */
    private static final List<String> PAGES = List.of("/app/index.html", "/app/worklist.html", "/feeds");

    private static final Duration CODE_LIFE = Duration.ofMinutes(1);
    private static final Duration PERSON_TOKEN_LIFE = Duration.ofMinutes(10);
    /** SMART Backend Services asks for no more. */
    private static final Duration BACKEND_TOKEN_LIFE = Duration.ofMinutes(5);

    private static final String REVIEW_SCOPES =
            "openid profile fhirUser launch launch/patient launch/encounter online_access offline_access"
                    + " patient/*.cruds user/*.cruds";

    private final PublicAddress address;
    private final Map<String, Client> configured = new LinkedHashMap<>();
    private final Map<String, RegisteredClient> registered = new LinkedHashMap<>();

    public Clients(SignIn signIn, PublicAddress address) {
        this.address = address;
        for (Client client : signIn.clients()) {
            configured.put(client.id(), client);
            registered.put(client.id(), registered(client));
        }
    }

    /** The client of an id. */
    public Optional<Client> find(String id) {
        return id.equals(REVIEW) ? Optional.of(review()) : Optional.ofNullable(configured.get(id));
    }

    /** All that people sign in to. */
    public List<Client> apps() {
        List<Client> apps = new ArrayList<>(List.of(review()));
        configured.values().stream()
                .filter(client -> !client.isBackendService())
                .forEach(apps::add);
        return apps;
    }

    /** Scheme, host and port of each page that one of them is on, for a content policy, which can't name an IPv6 address. */
    public Set<String> origins() {
        return apps().stream()
                .flatMap(client -> client.redirects().stream())
                .filter(uri -> !uri.getHost().startsWith("["))
                .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are registered in the configuration");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        RegisteredClient known = registered.get(clientId);
        // The review page's addresses are those of the server, known once it listens.
        return known == null && clientId.equals(REVIEW) ? registered(review()) : known;
    }

    private Client review() {
        Set<URI> redirects = new LinkedHashSet<>();
        for (URI base : address.names()) {
            PAGES.forEach(page -> redirects.add(URI.create(base + page)));
        }
        return new Client(
                REVIEW,
                "Chartproof review",
                redirects,
                Scopes.of(REVIEW_SCOPES),
                new Proof.None(),
                Optional.of(URI.create(address.at("/app/launch.html"))),
                false);
    }

    private static RegisteredClient registered(Client client) {
        RegisteredClient.Builder builder = RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientName(client.title())
                .redirectUris(uris -> client.redirects().forEach(uri -> uris.add(uri.toString())))
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE_LIFE)
                        .accessTokenTimeToLive(client.isBackendService() ? BACKEND_TOKEN_LIFE : PERSON_TOKEN_LIFE)
                        .reuseRefreshTokens(false)
                        .build());
        ClientSettings.Builder settings =
                ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(client.consent());
        Proof proof = client.proof();
        if (proof instanceof Proof.None) {
            builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        } else if (proof instanceof Proof.SharedSecret secret) {
            builder.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientSecret(new SecretDigest().encode(secret.secret().reveal()));
        } else {
            builder.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
            // Says that it is a private key; which algorithms are taken is said by AssertionDecoders.
            settings.tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.RS384);
        }
        if (client.isBackendService()) {
            builder.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
        } else {
            builder.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
        }
        if (client.id().equals(REVIEW)) {
            // Opened inside an EHR.
            builder.authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE);
        }
        return builder.clientSettings(settings.build()).build();
    }
}
