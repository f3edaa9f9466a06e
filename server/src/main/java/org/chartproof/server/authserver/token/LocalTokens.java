package org.chartproof.server.authserver.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.scope.RoleScopes;
import org.chartproof.server.authserver.scope.Scopes;
import org.chartproof.server.authserver.user.UserAccount;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.config.SignIn.Client;
import org.chartproof.server.security.Role;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Access tokens for whoever may read the data folder, and so the key: for trying things out with curl. They are signed here, so that no server is asked, and a server can't take them back; hence they are short-lived.
 */
public final class LocalTokens {
    /** What these tokens name as the client. */
    public static final String CLIENT = "chartproof-command-line";

    private final KeyFile key;
    private final AddressFile address;
    private final InstantSource clock;
    private final RoleScopes roleScopes = RoleScopes.load();

    /** @param dataDirectory of a server that has run once */
    public LocalTokens(Path dataDirectory, InstantSource clock) {
        this.key = new KeyFile(dataDirectory);
        this.address = new AddressFile(dataDirectory);
        this.clock = clock;
    }

    /**
     * A token of a person.
     *
     * @param scopes  that are asked for; those beyond the user's roles are left out
     * @param context that it is for
     * @param life    how long it is good
     * @throws ConfigurationException if no server has run on the data folder
     */
    public String forUser(UserAccount user, Collection<String> scopes, LaunchContext context, Duration life) {
        Set<String> granted = Scopes.within(scopes, roleScopes.of(user.roles()));
        return signed(user.name(), life, (claims, all) -> {
            all.person(claims, CLIENT, granted, user.person());
            context.parameters().forEach(claims::claim);
        });
    }

    /**
     * A token of a backend service.
     *
     * @param scopes that are asked for; those beyond the client's own are left out
     * @param life   how long it is good
     * @throws ConfigurationException if no server has run on the data folder
     */
    public String forClient(Client client, Collection<String> scopes, Duration life) {
        Set<String> granted = Scopes.within(scopes, client.scopes(), roleScopes.of(Set.of(Role.SYSTEM)));
        return signed(client.id(), life, (claims, all) -> all.system(claims, client.id(), granted));
    }

    /** A token for the server's own commands, such as the demo that plays notes into it. */
    public String forThisProgram(Duration life) {
        return signed(CLIENT, life, (claims, all) -> all.system(claims, CLIENT, roleScopes.of(Set.of(Role.SYSTEM))));
    }

    private String signed(String subject, Duration life, BiConsumer<JwtClaimsSet.Builder, AccessClaims> fill) {
        String base = address.read().orElseThrow(LocalTokens::neverRun);
        RSAKey signer = key.read().orElseThrow(LocalTokens::neverRun);
        Instant now = clock.instant();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(base + "/auth")
                .subject(subject)
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(now.plus(life))
                .id(UUID.randomUUID().toString());
        fill.accept(claims, new AccessClaims(base));
        return new NimbusJwtEncoder((selector, context) -> selector.select(new JWKSet(signer)))
                .encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.RS256).build(), claims.build()))
                .getTokenValue();
    }

    private static ConfigurationException neverRun() {
        return new ConfigurationException(
                "No server with sign-in has run on this data folder: start it once (`chartproof"
                        + " serve` with security.access: embedded), or name the folder with --data");
    }
}
