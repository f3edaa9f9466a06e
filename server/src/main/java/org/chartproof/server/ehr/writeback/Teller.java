package org.chartproof.server.ehr.writeback;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.server.ehr.connection.EhrClient;
import org.chartproof.server.ehr.connection.EhrRequest;
import org.chartproof.server.ehr.connection.Reply;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.ehr.identity.ToldId;
import org.chartproof.server.ehr.turn.Chore;
import org.chartproof.server.ehr.writeback.Attested.State;
import org.chartproof.server.ehr.writeback.Outcome.Refused;
import org.hl7.fhir.r4.model.IdType;

/**
 * Tells one EHR what has changed of a claim since it was told last, resource by resource. What was told is noted at once, so that a telling that breaks off goes on where it stopped. Where it is not known
 * whether the EHR did as asked, it is looked at before it is asked once more.
 */
final class Teller {

    private static final Set<Integer> CONFLICTS = Set.of(409, 412);
    private static final int CREATED = 201;
    private static final int FORBIDDEN = 403;

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
     * @param keep called before each resource
     * @throws EhrUnavailable if it may be taken later
     */
    Outcome tell(Parcel parcel, Chore.Keep keep) {
        Optional<Attested> coding = reader.of(parcel.claim(), parcel.source());
        Map<ToldId, Written> before = written.of(parcel.source(), parcel.claim(), parcel.kind());
        List<Draft> changes = coding.map(one -> changes(one, parcel, before)).orElse(List.of());
        for (Draft draft : changes) {
            keep.keep();
            Optional<Refused> refused = write(parcel, draft, Optional.ofNullable(before.get(draft.id())));
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return changes.isEmpty() ? new Outcome.Nothing() : new Outcome.Told();
    }

    private List<Draft> changes(Attested coding, Parcel parcel, Map<ToldId, Written> before) {
        if (coding.state() == State.OPEN) {
            return List.of();
        }
        List<Draft> wanted = coding.state() == State.ACTIVE ? drafts.of(coding, parcel.kind()) : List.of();
        Set<ToldId> ids = wanted.stream().map(Draft::id).collect(Collectors.toSet());
        List<Draft> changes = new ArrayList<>(wanted);
        changes.removeIf(draft -> Optional.ofNullable(before.get(draft.id()))
                .filter(one -> one.says(draft))
                .isPresent());
        before.values().stream()
                .filter(one -> !ids.contains(one.id()))
                .filter(one -> !one.withdrawn() || one.foreignId().isEmpty())
                .map(drafts::withdrawn)
                .forEach(changes::add);
        return changes;
    }

    private Optional<Refused> write(Parcel parcel, Draft draft, Optional<Written> before) {
        if (before.isEmpty()) {
            return create(parcel, draft);
        }
        Optional<String> id = before.get().foreignId();
        return id.isPresent() ? update(parcel, draft, id.get(), before.get().etag()) : afterSilence(parcel, draft);
    }

    private Optional<Refused> create(Parcel parcel, Draft draft) {
        written.begin(parcel, draft);
        Reply reply;
        try {
            reply = client.send(EhrRequest.post(draft.type(), draft.json())
                    .with("If-None-Exist", identifier(draft))
                    .with("Prefer", "return=minimal"));
        } catch (EhrUnavailable e) {
            if (!e.isUnsure()) {
                written.forget(parcel, draft);
            }
            throw e;
        }
        if (!(reply instanceof Reply.Done done)) {
            written.forget(parcel, draft);
            return Optional.of(refused(draft, "create", reply));
        }
        Optional<String> id = idOf(done, draft);
        if (id.isEmpty()) {
            return afterSilence(parcel, draft, false);
        }
        if (done.status() != CREATED) {
            // It had one with our identifier already, which may say something else.
            return compare(parcel, draft, client.send(EhrRequest.get(draft.type() + "/" + id.get())));
        }
        written.told(parcel, draft, id.get(), etag(done));
        return Optional.empty();
    }

    private Optional<Refused> afterSilence(Parcel parcel, Draft draft) {
        return afterSilence(parcel, draft, true);
    }

    /** The EHR was asked to create it, and whether it did is not known: that it has two of it is worse than that a person has to look. */
    private Optional<Refused> afterSilence(Parcel parcel, Draft draft, boolean mayCreate) {
        Reply reply = client.send(
                EhrRequest.get(draft.type() + "?" + identifier(draft)).with("Cache-Control", "no-cache"));
        if (!(reply instanceof Reply.Done done)) {
            return Optional.of(new Refused(
                    "Whether the EHR has created a " + draft.type() + " is not known, and it is not told when searched",
                    "Have the EHR allow this client to search " + draft.type() + " by identifier, then retry."));
        }
        List<JsonNode> found = new ArrayList<>();
        done.json().path("entry").forEach(entry -> {
            if (isA(draft, entry.path("resource"))) {
                found.add(entry.path("resource"));
            }
        });
        if (found.size() == 1) {
            return compare(parcel, draft, found.get(0), Optional.empty());
        }
        if (found.isEmpty() && draft.withdrawn()) {
            written.forget(parcel, draft);
            return Optional.empty();
        }
        if (found.isEmpty() && mayCreate) {
            return create(parcel, draft);
        }
        return Optional.of(new Refused(
                "The EHR has " + (found.isEmpty() ? "none" : "several") + " of a " + draft.type()
                        + " that it was told once",
                "Look there by our identifier, leave one and no more, then retry."));
    }

    private Optional<Refused> compare(Parcel parcel, Draft draft, Reply reply) {
        return reply instanceof Reply.Done done && isA(draft, done.json())
                ? compare(parcel, draft, done.json(), etag(done))
                : Optional.of(refused(draft, "read", reply));
    }

    /** What the EHR has under our identifier is made what it is to be, unless it is. */
    private Optional<Refused> compare(Parcel parcel, Draft draft, JsonNode theirs, Optional<String> etag) {
        String id = theirs.path("id").asText();
        Optional<String> version =
                etag.or(() -> Optional.of(theirs.path("meta").path("versionId").asText())
                        .filter(one -> !one.isEmpty())
                        .map(one -> "W/\"" + one + "\""));
        if (draft.isIn(theirs)) {
            written.told(parcel, draft, id, version);
            return Optional.empty();
        }
        return update(parcel, draft, id, version);
    }

    private Optional<Refused> update(Parcel parcel, Draft draft, String id, Optional<String> etag) {
        String address = draft.type() + "/" + id;
        EhrRequest put = EhrRequest.put(address, draft.json(id));
        Reply reply = client.send(etag.map(tag -> put.with("If-Match", tag)).orElse(put));
        if (reply instanceof Reply.Done done) {
            written.told(parcel, draft, id, etag(done));
            return Optional.empty();
        }
        if (reply instanceof Reply.Absent && draft.withdrawn()) {
            // Somebody has taken it away there: it is as gone as it can be.
            written.told(parcel, draft, id, Optional.empty());
            return Optional.empty();
        }
        if (reply instanceof Reply.Refused refused && CONFLICTS.contains(refused.status())) {
            // Perhaps it was this server that changed it, and the answer was lost.
            Reply now = client.send(EhrRequest.get(address));
            if (now instanceof Reply.Done done && draft.isIn(done.json())) {
                written.told(parcel, draft, id, etag(done));
                return Optional.empty();
            }
        }
        return Optional.of(refused(draft, "update", reply));
    }

    private static Refused refused(Draft draft, String act, Reply reply) {
        int status = reply instanceof Reply.Refused refused ? refused.status() : 404;
        String reason = reply instanceof Reply.Refused refused && refused.status() == 0
                ? "The " + draft.type() + " was not sent: " + refused.reason()
                : "The EHR answered HTTP " + status + " to the " + act + " of a " + draft.type();
        return new Refused(reason, hint(draft, act, status));
    }

    private static String hint(Draft draft, String act, int status) {
        boolean creates = act.equals("create");
        if (status == FORBIDDEN) {
            return "Have the EHR allow this client to " + act + " " + draft.type() + " (scope system/" + draft.type()
                    + ".cus), then retry.";
        }
        if (status == 404 || status == 405) {
            return creates
                    ? "The EHR takes no " + draft.type() + ": set write-back to what it takes."
                    : "It is no longer there, or can't be changed: correct it in the EHR by hand, then discard this.";
        }
        if (CONFLICTS.contains(status)) {
            return creates
                    ? "The EHR has several with our identifier: leave one and no more there, then retry."
                    : "Somebody has changed it in the EHR since, and that is not written over: correct it there by hand, then discard this.";
        }
        return "The log of the EHR says what it does not take. Retry once that is settled.";
    }

    private static String identifier(Draft draft) {
        return "identifier=" + URLEncoder.encode(draft.id().asToken(), StandardCharsets.UTF_8);
    }

    private static boolean isA(Draft draft, JsonNode resource) {
        return resource.path("resourceType").asText().equals(draft.type());
    }

    private static Optional<String> idOf(Reply.Done done, Draft draft) {
        return done.headers()
                .firstValue("Location")
                .or(() -> done.headers().firstValue("Content-Location"))
                .map(IdType::new)
                .filter(id -> draft.type().equals(id.getResourceType()))
                .map(IdType::getIdPart)
                .or(() -> Optional.of(done.json())
                        .filter(body -> isA(draft, body))
                        .map(body -> body.path("id").asText())
                        .filter(id -> !id.isEmpty()));
    }

    private static Optional<String> etag(Reply.Done done) {
        return done.headers().firstValue("ETag");
    }
}
