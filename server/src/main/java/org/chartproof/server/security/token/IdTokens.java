package org.chartproof.server.security.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Id tokens of a foreign issuer (OpenID Connect Core 1.0, 3.1.3.7): by its keys, for this client, of a sign-in that was just now. */
public final class IdTokens {
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** Visible ASCII, as OpenID Connect has it, and no longer than can be kept. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,150}");

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    private final String client;
    private final Supplier<Optional<String>> issuer;
    private final Duration skew;
    private final InstantSource clock;
    private final SignedTokens tokens;

    /**
     * @param algorithms by which a token may be signed
     * @param keys       of the issuer
     * @param issuer     its name; empty while that can't be had
     * @param client     client_id that the issuer knows us by
     * @param skew       how far its clock may be from ours
     */
    public IdTokens(
            Set<String> algorithms,
            JWKSource<SecurityContext> keys,
            Supplier<Optional<String>> issuer,
            String client,
            Duration skew,
            InstantSource clock) {
        this.client = client;
        this.issuer = issuer;
        this.skew = skew;
        this.clock = clock;
        this.tokens =
                new SignedTokens(algorithms, "id token", Set.of(JOSEObjectType.JWT), keys, claims -> check(claims));
    }

    /**
     * Judges an id token.
     *
     * @param accessToken that came with it; where the id token has a hash of it, it must be that one
     */
    public Answer<Identity> read(String idToken, String accessToken) {
        if (issuer.get().isEmpty()) {
            return new Answer.Unknown<>();
        }
        Answer<Optional<Identity>> answer = tokens.read(
                idToken,
                (algorithm, claims) ->
                        isOf(claims, algorithm, accessToken) ? Optional.of(identity(claims)) : Optional.empty());
        if (answer instanceof Answer.Accepted<Optional<Identity>> accepted) {
            return accepted.says()
                    .<Answer<Identity>>map(Answer.Accepted::new)
                    .orElseGet(() -> new Answer.Rejected<>("it belongs to another access token"));
        }
        return answer instanceof Answer.Rejected<Optional<Identity>> rejected
                ? new Answer.Rejected<>(rejected.reason())
                : new Answer.Unknown<>();
    }

    private void check(JWTClaimsSet claims) throws BadJWTException {
        Instant now = clock.instant();
        String named = issuer.get().orElseThrow(() -> new Expected.Unmet("its issuer is not known at the moment"));
        new Expected(named, client::equals, none -> false, "", skew).check(claims, now);
        Object party = claims.getClaim("azp");
        boolean forUs = party == null ? claims.getAudience().equals(List.of(client)) : party.equals(client);
        Expected.require(forUs, "it is for another audience");
        Date issued = claims.getIssueTime();
        Expected.require(
                issued != null && issued.toInstant().plus(FRESH).plus(skew).isAfter(now),
                "it is of a sign-in that was more than " + FRESH.toMinutes() + " minutes ago");
        Expected.require(SUBJECT.matcher(claims.getSubject()).matches(), "its subject can't be kept");
    }

    private Identity identity(JWTClaimsSet claims) {
        return new Identity(
                claims.getSubject(),
                text(claims, "fhirUser"),
                text(claims, "name").filter(name -> NAME.matcher(name).matches()),
                claims.getIssueTime().toInstant().plus(FRESH).plus(skew));
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static boolean isOf(JWTClaimsSet claims, JWSAlgorithm algorithm, String accessToken) {
        Object stated = claims.getClaim("at_hash");
        return stated == null || hash(algorithm, accessToken).equals(stated);
    }

    /** The left half of the hash that the signature uses (OpenID Connect Core 1.0, 3.1.3.6). */
    private static String hash(JWSAlgorithm algorithm, String accessToken) {
        try {
            String name = algorithm.getName();
            byte[] whole = MessageDigest.getInstance("SHA-" + name.substring(name.length() - 3))
                    .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64URL.encode(Arrays.copyOf(whole, whole.length / 2)).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256, SHA-384 and SHA-512", e);
        }
    }
}
