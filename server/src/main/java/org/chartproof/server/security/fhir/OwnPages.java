package org.chartproof.server.security.fhir;

import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chartproof.server.security.Caller;
import org.chartproof.server.security.Role;
import org.chartproof.server.security.rights.Rights;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a search for the one who searched alone. What a page shows is judged in any case; but how many pages there are would tell how much somebody else has found. The id in the link to a page is
 * signed for the caller, by a key that all nodes share.
 */
final class OwnPages extends DatabaseBackedPagingProvider {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 16;

    private final Supplier<byte[]> key;

    /** @param key 32 bytes; asked for at the first page */
    OwnPages(Supplier<byte[]> key) {
        this.key = key;
    }

    @Override
    public String storeResultList(RequestDetails request, IBundleProvider list) {
        String id = super.storeResultList(request, list);
        return Judged.rights(request)
                .filter(rights -> id != null)
                .map(rights -> id + "." + signature(id, rights))
                .orElse(id);
    }

    @Override
    public @Nullable IBundleProvider retrieveResultList(RequestDetails request, String id) {
        Optional<Rights> rights = Judged.rights(request);
        if (rights.isEmpty()) {
            return super.retrieveResultList(request, id);
        }
        int dot = id.indexOf('.');
        if (dot < 0 || !isSigned(id.substring(0, dot), id.substring(dot + 1), rights.get())) {
            return null;
        }
        return super.retrieveResultList(request, id.substring(0, dot));
    }

    private boolean isSigned(String id, String signature, Rights rights) {
        return MessageDigest.isEqual(
                signature(id, rights).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String id, Rights rights) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get(), ALGORITHM));
            byte[] signed = mac.doFinal((id + "\n" + words(rights.caller())).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(signed, SIGNATURE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Each JDK has " + ALGORITHM, e);
        }
    }

    /** All that decides what a caller sees, so that another token of the same rights goes on where the first one ended. */
    private static String words(Caller caller) {
        String roles = caller.roles().stream().sorted().map(Role::word).collect(Collectors.joining(" "));
        return String.join(
                "\n",
                caller.subject(),
                caller.client(),
                roles,
                caller.scopes().toString(),
                caller.patient().orElse(""),
                caller.encounter().orElse(""));
    }
}
