package org.chartproof.server.security.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartproof.server.security.Caller;
import org.chartproof.server.security.Role;
import org.chartproof.server.security.Scopes;
import org.jspecify.annotations.Nullable;

/**
 * What a signed token must say, and the caller that it says.
 *
 * @param issuer     who must have issued it
 * @param audience   whether it may be for that
 * @param own        whether it is the address of our FHIR interface
 * @param rolesClaim where the roles stand; dots lead into objects
 * @param skew       how far the issuer's clock may be from ours
 */
public record Expected(
        String issuer, Predicate<String> audience, Predicate<String> own, String rolesClaim, Duration skew) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
    private static final Pattern PERSON = Pattern.compile(
            "(?:^|.*/)((?:Practitioner|PractitionerRole|RelatedPerson|Patient)/[A-Za-z0-9\\-.]{1,64})$");

    /**
     * @param claims of a token with a good signature
     * @throws BadJWTException with a reason that quotes nothing
     */
    void check(JWTClaimsSet claims, Instant now) throws BadJWTException {
        require(issuer.equals(claims.getIssuer()), "it is by another issuer");
        require(claims.getAudience().stream().anyMatch(audience), "it is for another audience");
        Date expires = claims.getExpirationTime();
        require(expires != null && now.isBefore(expires.toInstant().plus(skew)), "it has expired or has no end");
        Date begins = claims.getNotBeforeTime();
        require(begins == null || !begins.toInstant().minus(skew).isAfter(now), "it is not valid yet");
        Date issued = claims.getIssueTime();
        require(issued == null || !issued.toInstant().minus(skew).isAfter(now), "it is not valid yet");
        require(claims.getSubject() != null && !claims.getSubject().isBlank(), "it names no subject");
        for (String context : List.of("patient", "encounter")) {
            Object id = claims.getClaim(context);
            require(id == null || (id instanceof String text && ID.matcher(text).matches()), "its context is no id");
        }
    }

    Caller caller(JWTClaimsSet claims) {
        String subject = String.valueOf(claims.getSubject());
        String client = text(claims, "client_id").or(() -> text(claims, "azp")).orElse("");
        Scopes scopes = Scopes.of(words(claims.getClaim("scope")));
        return new Caller(
                subject,
                client,
                text(claims, "fhirUser").flatMap(this::person),
                roles(claims),
                scopes,
                text(claims, "patient"),
                text(claims, "encounter"));
    }

    private Set<Role> roles(JWTClaimsSet claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Object claim = claims.getClaim(rolesClaim);
        words(claim == null ? inside(claims.getClaims()) : claim)
                .forEach(word -> Role.of(word).ifPresent(roles::add));
        return roles;
    }

    private @Nullable Object inside(Map<String, Object> claims) {
        Object claim = claims;
        for (String name : rolesClaim.split("\\.", -1)) {
            claim = claim instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return claim;
    }

    /** A person of this server by type and id, one of another server by the whole address: ids of two servers say nothing about one another. */
    private Optional<String> person(String fhirUser) {
        Matcher person = PERSON.matcher(fhirUser);
        if (!person.matches()) {
            return Optional.empty();
        }
        String base = fhirUser.substring(0, person.start(1)).replaceFirst("/$", "");
        return Optional.of(base.isEmpty() || own.test(base) ? person.group(1) : fhirUser);
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** Of a text with spaces, or of an array. */
    private static List<String> words(@Nullable Object claim) {
        Stream<?> parts = claim instanceof Collection<?> array ? array.stream() : Stream.ofNullable(claim);
        return parts.filter(String.class::isInstance)
                .flatMap(part -> Stream.of(((String) part).strip().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A token that says something else. */
    static final class Unmet extends BadJWTException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Unmet(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    static void require(boolean holds, String reason) throws BadJWTException {
        if (!holds) {
            throw new Unmet(reason);
        }
    }
}
