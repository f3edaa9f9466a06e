package org.chartproof.server.authserver.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.ehr.arrival.ResourceKey;
import org.chartproof.server.security.token.Answer;
import org.chartproof.server.security.token.IdTokens;
import org.chartproof.server.security.token.Identity;

/** An EHR that people open the review page from: it is asked who they are and whether they may open a chart. */
final class LaunchingEhr implements AutoCloseable {
    /** Patients and their relatives can open apps as well; none of them works here. */
    private static final Pattern STAFF = Pattern.compile("(?:.*/)?(Practitioner|PractitionerRole)/[^/]+");

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,16000}");

    private final EhrSource source;
    private final IdTokens idTokens;
    private final EhrReads reads;

    LaunchingEhr(EhrSource source, IdTokens idTokens, EhrReads reads) {
        this.source = source;
        this.idTokens = idTokens;
        this.reads = reads;
    }

    /** As the operator calls it. */
    String name() {
        return source.name();
    }

    /**
     * Who signed in.
     *
     * @throws org.springframework.security.oauth2.core.OAuth2AuthenticationException if the id token does not say so, or it is nobody of the staff
     */
    Identity who(String idToken, String accessToken) {
        Answer<Identity> answer = idTokens.read(idToken, accessToken);
        if (answer instanceof Answer.Rejected<Identity> rejected) {
            throw Unproved.notProved("The EHR's id token is not taken: " + rejected.reason() + ".");
        }
        if (!(answer instanceof Answer.Accepted<Identity> accepted)) {
            throw Unproved.notNow("The EHR does not say at the moment who signs its id tokens, and with which keys.");
        }
        boolean works = accepted.says()
                .fhirUser()
                .filter(user -> STAFF.matcher(user).matches())
                .isPresent();
        if (!works) {
            throw Unproved.denied("The EHR names no practitioner as whoever signed in (fhirUser).");
        }
        return accepted.says();
    }

    /** The person under the id that they are stored under here, whether they are or not. */
    String localUser(String fhirUser) {
        ResourceKey key = ResourceKey.of(fhirUser, source.base().toString())
                // Of another server: never mistaken for one of this EHR's.
                .orElseGet(() -> new ResourceKey("Practitioner", fhirUser));
        return key.type() + "/" + key.localId(source.name());
    }

    /**
     * What is open, by the EHR's ids.
     *
     * @param encounter empty if none is open
     */
    record Open(ResourceKey patient, Optional<ResourceKey> encounter) {}

    /**
     * Has the EHR show what is said to be open: whoever may not see it there may not see it here.
     *
     * @throws org.springframework.security.oauth2.core.OAuth2AuthenticationException if it does not
     */
    Open shown(String patient, Optional<String> encounter, String accessToken) {
        if (!TOKEN.matcher(accessToken).matches()) {
            throw Unproved.wrong("The EHR's access token can't be sent.");
        }
        ResourceKey who = key("Patient", patient);
        read(who, accessToken);
        Optional<ResourceKey> which = encounter.map(id -> key("Encounter", id));
        if (which.isPresent()) {
            JsonNode shown = read(which.get(), accessToken);
            Optional<ResourceKey> subject = ResourceKey.of(
                    shown.path("subject").path("reference").asText(),
                    source.base().toString());
            if (!subject.equals(Optional.of(who))) {
                throw Unproved.notProved("The encounter is of another patient.");
            }
        }
        return new Open(who, which);
    }

    private static ResourceKey key(String type, String id) {
        return ResourceKey.parse(type + "/" + id)
                .filter(key -> key.id().equals(id))
                .orElseThrow(() -> Unproved.wrong("What is said to be open is no id."));
    }

    private JsonNode read(ResourceKey key, String accessToken) {
        EhrReads.Answer answer;
        try {
            answer = reads.read(URI.create(source.base() + "/" + key), accessToken);
        } catch (IOException e) {
            throw Unproved.notNow("The EHR does not answer at the moment.");
        }
        boolean itself = answer.status() == 200
                && answer.body().path("resourceType").asText().equals(key.type())
                && answer.body().path("id").asText().equals(key.id());
        if (itself) {
            return answer.body();
        }
        if (answer.status() == 429 || answer.status() >= 500) {
            throw Unproved.notNow(
                    "The EHR can't show the " + word(key) + " at the moment (HTTP " + answer.status() + ").");
        }
        throw Unproved.notProved("The EHR does not show this " + word(key) + " to whoever signed in (HTTP "
                + answer.status() + "); what the page asks it for is in launch.scopes.");
    }

    private static String word(ResourceKey key) {
        return key.type().equals("Patient") ? "patient" : "encounter";
    }

    /** What is open, by the ids that it is stored under here. */
    LaunchContext local(Open open) {
        return new LaunchContext(
                Optional.of(open.patient().localId(source.name())),
                open.encounter().map(key -> key.localId(source.name())),
                List.of(),
                true);
    }

    @Override
    public void close() {
        reads.close();
    }
}
