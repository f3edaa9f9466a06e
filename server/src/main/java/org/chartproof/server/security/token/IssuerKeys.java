package org.chartproof.server.security.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer publishes: kept for five minutes, and asked for again when a token is signed by one that is not among them, at most twice in half a minute.
 */
public final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    private static final int LONGEST_BYTES = 256 * 1024;

    private final Supplier<Optional<URI>> address;
    private final ResourceRetriever retriever;
    private volatile @Nullable JWKSource<SecurityContext> keys;

    /** @param address where they are published; asked until it is known, which may be after the start */
    public IssuerKeys(Supplier<Optional<URI>> address) {
        this(address, new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LONGEST_BYTES));
    }

    /** @param retriever what fetches them */
    public IssuerKeys(Supplier<Optional<URI>> address, ResourceRetriever retriever) {
        this.address = address;
        this.retriever = retriever;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSource<SecurityContext> known = keys;
        return (known == null ? find() : known).get(selector, context);
    }

    private synchronized JWKSource<SecurityContext> find() throws KeySourceException {
        JWKSource<SecurityContext> found = keys;
        if (found == null) {
            URI published = address.get()
                    .orElseThrow(() -> new KeySourceException("The issuer does not say where its keys are"));
            found = at(published);
            keys = found;
        }
        return found;
    }

    private JWKSource<SecurityContext> at(URI published) throws KeySourceException {
        try {
            return JWKSourceBuilder.create(published.toURL(), retriever)
                    .retrying(true)
                    .build();
        } catch (MalformedURLException e) {
            throw new KeySourceException("The issuer's keys are at no address of the web", e);
        }
    }
}
