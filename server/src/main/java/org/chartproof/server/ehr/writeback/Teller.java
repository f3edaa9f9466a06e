package org.chartproof.server.ehr.writeback;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.chartproof.server.ehr.connection.EhrClient;
import org.chartproof.server.ehr.connection.EhrRequest;
import org.chartproof.server.ehr.connection.Reply;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.ehr.writeback.Attested.State;
import org.chartproof.server.writeback.Canonical;
import org.hl7.fhir.r4.model.IdType;

/**
 * Tells one EHR what has changed of a claim since it was told last, resource by resource. What was told is noted at once, so that a telling that breaks off goes on where it stopped.
 */
final class Teller {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int FORBIDDEN = 403;
    private static final Set<String> FOR_A_PERSON = Set.of("sign-in-refused", "no-token-endpoint");

    private final EhrClient client;
    private final AttestedReader reader;
    private final Drafts drafts;
    private final WrittenTable written;

    Teller(EhrClient client, AttestedReader reader, FhirContext fhir, WrittenTable written) {
        this.client = client;
        this.reader = reader;
        this.drafts = new Drafts(fhir);
        this.written = written;
    }

    /**
     * Tells it.
     *
     * @param keepTurn called before each request; false if another node tells this EHR now
     */
    Outcome tell(Parcel parcel, BooleanSupplier keepTurn) {
        Optional<Attested> coding = reader.of(parcel.claim(), parcel.source());
        Map<String, Written> before = written.of(parcel.source(), parcel.claim(), parcel.kind());
        List<Draft> changes = coding.map(one -> changes(one, parcel, before)).orElse(List.of());
        if (changes.isEmpty()) {
            return new Outcome.Nothing();
        }
        try {
            for (Draft draft : changes) {
                if (!keepTurn.getAsBoolean()) {
                    return new Outcome.Left();
                }
                Optional<Outcome> refused = write(parcel, draft, Optional.ofNullable(before.get(draft.name())));
                if (refused.isPresent()) {
                    return refused.get();
                }
            }
            return new Outcome.Told();
        } catch (EhrUnavailable e) {
            return new Outcome.Later(
                    String.valueOf(e.getMessage()), e.retryAfter(), e.concernsAll(), FOR_A_PERSON.contains(e.code()));
        }
    }

    private List<Draft> changes(Attested coding, Parcel parcel, Map<String, Written> before) {
        if (coding.state() == State.OPEN) {
            return List.of();
        }
        List<Draft> wanted = coding.state() == State.ACTIVE ? drafts.of(coding, parcel.kind()) : List.of();
        Set<String> names = wanted.stream().map(Draft::name).collect(Collectors.toSet());
        List<Draft> changes = new ArrayList<>();
        for (Draft draft : wanted) {
            Optional<Written> one = Optional.ofNullable(before.get(draft.name()));
            boolean same = one.flatMap(Written::told).equals(Optional.of(draft.json()));
            if (!same) {
                changes.add(draft);
            }
        }
        before.values().stream()
                .filter(one -> !names.contains(one.name())
                        && !one.withdrawn()
                        && one.told().isPresent())
                .map(drafts::withdrawn)
                .forEach(changes::add);
        return changes;
    }

    private Optional<Outcome> write(Parcel parcel, Draft draft, Optional<Written> before) {
        Optional<Written> known = before;
        if (before.isPresent() && before.get().foreignId().isEmpty()) {
            // It was asked for, and what became of it is not known.
            known = find(draft)
                    .map(id -> new Written(
                            draft.name(), draft.type(), Optional.of(id), Optional.empty(), Optional.empty(), false));
        }
        return known.flatMap(Written::foreignId).isPresent()
                ? update(parcel, draft, known.get())
                : create(parcel, draft);
    }

    private Optional<Outcome> create(Parcel parcel, Draft draft) {
        written.begin(parcel, draft);
        Reply reply = client.send(EhrRequest.post(draft.type(), draft.json())
                .with("If-None-Exist", "identifier=" + token(draft))
                .with("Prefer", "return=minimal"));
        if (!(reply instanceof Reply.Done done)) {
            return Optional.of(refused(draft, "create", reply));
        }
        Optional<String> id = idOf(done, draft).or(() -> find(draft));
        if (id.isEmpty()) {
            return Optional.of(new Outcome.Refused(
                    "The EHR created a " + draft.type() + " and told neither its id nor finds it by its identifier",
                    "Look whether it is there. It can't be corrected from here."));
        }
        written.told(parcel.source(), draft, id.get(), etag(done));
        return Optional.empty();
    }

    private Optional<Outcome> update(Parcel parcel, Draft draft, Written before) {
        String id = before.foreignId().orElseThrow();
        EhrRequest put = EhrRequest.put(draft.type() + "/" + id, withId(draft, id));
        Reply reply =
                client.send(before.etag().map(tag -> put.with("If-Match", tag)).orElse(put));
        if (reply instanceof Reply.Done done) {
            written.told(parcel.source(), draft, id, etag(done));
            return Optional.empty();
        }
        if (reply instanceof Reply.Absent && draft.withdrawn()) {
            // Somebody has taken it away there: it is as gone as it can be.
            written.told(parcel.source(), draft, id, Optional.empty());
            return Optional.empty();
        }
        return Optional.of(refused(draft, "update", reply));
    }

    /** The id of what carries our identifier; empty if the EHR has none, more than one, or does not search for it. */
    private Optional<String> find(Draft draft) {
        Reply reply = client.send(EhrRequest.get(draft.type() + "?identifier=" + token(draft)));
        if (!(reply instanceof Reply.Done done)) {
            return Optional.empty();
        }
        List<String> ids = new ArrayList<>();
        json(done.body()).path("entry").forEach(entry -> {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals(draft.type())) {
                ids.add(resource.path("id").asText());
            }
        });
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }

    private static Outcome refused(Draft draft, String act, Reply reply) {
        int status = reply instanceof Reply.Refused refused ? refused.status() : 404;
        String reason = reply instanceof Reply.Refused refused && refused.status() == 0
                ? "The " + draft.type() + " was not sent: " + refused.reason()
                : "The EHR answered HTTP " + status + " to the " + act + " of a " + draft.type();
        return new Outcome.Refused(reason, hint(draft, act, status));
    }

    private static String hint(Draft draft, String act, int status) {
        return switch (status) {
            case FORBIDDEN ->
                "Have the EHR allow this client to " + act + " " + draft.type() + " (scope system/" + draft.type()
                        + ".cus), then retry.";
            case 404, 405 ->
                act.equals("create")
                        ? "The EHR takes no " + draft.type() + ": set write-back to what it takes."
                        : "It is no longer there, or can't be changed: correct it in the EHR by hand, then discard this.";
            case 410 -> "It was deleted there: decide whether it is to be entered by hand, then discard this.";
            case CONFLICT, PRECONDITION_FAILED ->
                "Somebody has changed it in the EHR since, and that is not written over: correct it there by hand, then discard this.";
            default -> "The log of the EHR says what it does not take. Retry once that is settled.";
        };
    }

    private static String token(Draft draft) {
        return URLEncoder.encode(Canonical.TOLD_IDENTIFIER + "|" + draft.name(), StandardCharsets.UTF_8);
    }

    private static Optional<String> idOf(Reply.Done done, Draft draft) {
        return done.headers()
                .firstValue("Location")
                .or(() -> done.headers().firstValue("Content-Location"))
                .map(IdType::new)
                .filter(id -> draft.type().equals(id.getResourceType()))
                .map(IdType::getIdPart)
                .or(() -> Optional.of(json(done.body()))
                        .filter(body -> body.path("resourceType").asText().equals(draft.type()))
                        .map(body -> body.path("id").asText())
                        .filter(id -> !id.isEmpty()));
    }

    private static Optional<String> etag(Reply.Done done) {
        return done.headers().firstValue("ETag");
    }

    private static String withId(Draft draft, String id) {
        return ((ObjectNode) json(draft.json().getBytes(StandardCharsets.UTF_8)))
                .put("id", id)
                .toString();
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? JSON.createObjectNode() : read;
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
