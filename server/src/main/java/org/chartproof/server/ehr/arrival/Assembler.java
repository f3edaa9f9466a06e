package org.chartproof.server.ehr.arrival;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.EhrRequest;
import org.chartproof.server.ehr.connection.Reply;
import org.chartproof.server.intake.DocumentIntake;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * Fetches what an arrival needs and is not here yet: the resource itself, its content, and the resources without which it can't be coded. What can be done without - who wrote it, for whom - may be
 * missing; its patient and its encounter may not.
 */
final class Assembler {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of one unit; a document that replaces one that replaces one, and so on, ends there. */
    private static final int MOST_PARTS = 40;

    private final FhirContext fhir;
    private final ArrivalTable table;
    private final OwnWritings own;
    private final Content content;

    Assembler(FhirContext fhir, ArrivalTable table, OwnWritings own) {
        this.fhir = fhir;
        this.table = table;
        this.own = own;
        this.content = new Content(fhir);
    }

    /** A resource, or why there is none. */
    private sealed interface Got {
        record Here(Part part) implements Got {}

        record Gone(boolean deleted) implements Got {}

        record Not(Reason reason) implements Got {}
    }

    /** @throws org.chartproof.server.ehr.http.EhrUnavailable if the EHR can't be asked at the moment */
    Assembly assemble(Ehr ehr, Arrival arrival) {
        if (arrival.deleted() || own.wrote(ehr.name(), arrival.key())) {
            return gone(arrival, true);
        }
        Got root = arrival.body()
                .map(body -> parsed(ehr, arrival.key(), body))
                .orElseGet(() -> fetched(ehr, arrival.key()));
        if (root instanceof Got.Gone gone) {
            return gone(arrival, gone.deleted());
        }
        if (root instanceof Got.Not not) {
            return new Assembly.Failed(not.reason());
        }
        Part part = ((Got.Here) root).part();
        if (arrival.stored().isPresent()
                && !part.edition().replaces(arrival.stored().get())) {
            return new Assembly.NothingNew();
        }
        boolean taken = arrival.stored().isPresent() || new Taken(ehr.source().filter()).takes(part.resource());
        return taken ? withAllItNeeds(ehr, arrival, part) : new Assembly.NotTaken();
    }

    private static Assembly gone(Arrival arrival, boolean deleted) {
        if (!deleted) {
            return new Assembly.Failed(Reason.notFound(arrival.key().type()));
        }
        return arrival.stored().isPresent() ? new Assembly.Withdrawn() : new Assembly.NotTaken();
    }

    private Assembly withAllItNeeds(Ehr ehr, Arrival arrival, Part root) {
        List<Part> parts = new ArrayList<>();
        Set<ResourceKey> seen = new HashSet<>(Set.of(root.key()));
        Deque<Part> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty() && parts.size() < MOST_PARTS) {
            Part next = open.remove();
            if (next.resource() instanceof DocumentReference document && !DocumentIntake.withdrawn(document)) {
                Content.Fetched fetched = content.fetch(ehr, document);
                if (fetched instanceof Content.Fetched.Failed failed) {
                    return new Assembly.Failed(failed.reason());
                }
                next = with(next, fetched);
            }
            parts.add(next);
            Set<ResourceKey> missing = new HashSet<>(
                    Needs.of(fhir, next.resource(), ehr.source().base().toString()));
            missing.removeAll(seen);
            missing.removeAll(table.present(ehr.name(), missing));
            for (ResourceKey key : missing.stream().sorted().toList()) {
                seen.add(key);
                Got got = table.body(ehr.name(), key)
                        .map(body -> parsed(ehr, key, body))
                        .orElseGet(() -> fetched(ehr, key));
                if (got instanceof Got.Here here) {
                    open.add(here.part());
                } else if (Needs.isVital(key)) {
                    return new Assembly.Failed(got instanceof Got.Not not ? not.reason() : Reason.notFound(key.type()));
                }
            }
        }
        addCoverages(ehr, arrival, parts, seen);
        return new Assembly.Complete(parts);
    }

    private static Part with(Part part, Content.Fetched fetched) {
        if (!(fetched instanceof Content.Fetched.Found found)) {
            return part;
        }
        Attachment attachment = found.attachment();
        Binary binary = found.binary();
        attachment.setUrl(null);
        attachment.setContentType(binary.getContentType());
        // Told again as the address of the Binary once that has an id.
        attachment.setUserData(Localizer.CONTENT, true);
        return new Part(part.key(), part.resource(), part.edition(), Optional.of(binary), part.patient());
    }

    /** Coverages name their patient, not the other way round; they are searched for when a patient or an encounter is new here. */
    private void addCoverages(Ehr ehr, Arrival arrival, List<Part> parts, Set<ResourceKey> seen) {
        boolean isNew = parts.stream()
                .map(Part::resource)
                .anyMatch(resource -> resource instanceof Patient || resource instanceof Encounter);
        Optional<ResourceKey> patient =
                parts.stream().flatMap(part -> part.patient().stream()).findFirst();
        // An export brings them by itself.
        if (!isNew || patient.isEmpty() || arrival.way() == Way.BULK) {
            return;
        }
        String search = "Coverage?" + ehr.capabilities().coverage() + "="
                + patient.get().id();
        if (ehr.client().send(EhrRequest.get(search)) instanceof Reply.Done done) {
            for (JsonNode entry : done.json().path("entry")) {
                Optional<Told> told =
                        Told.of(entry.path("resource"), ehr.source().base().toString());
                told.filter(one -> one.key().type().equals("Coverage") && seen.add(one.key()))
                        .filter(one ->
                                table.present(ehr.name(), List.of(one.key())).isEmpty())
                        .map(one ->
                                parsed(ehr, one.key(), entry.path("resource").toString()))
                        .ifPresent(got -> {
                            if (got instanceof Got.Here here) {
                                parts.add(here.part());
                            }
                        });
            }
        }
    }

    private Got fetched(Ehr ehr, ResourceKey key) {
        Reply reply = ehr.client().send(EhrRequest.get(key.toString()));
        if (reply instanceof Reply.Absent absent) {
            return new Got.Gone(absent.deleted());
        }
        if (reply instanceof Reply.Refused refused) {
            return new Got.Not(Reason.of(key.type(), refused));
        }
        return parsed(ehr, key, new String(((Reply.Done) reply).body(), java.nio.charset.StandardCharsets.UTF_8));
    }

    private Got parsed(Ehr ehr, ResourceKey key, String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            Optional<Told> told = tree == null
                    ? Optional.empty()
                    : Told.of(tree, ehr.source().base().toString());
            if (told.isPresent() && told.get().key().equals(key)) {
                Resource resource = (Resource) fhir.newJsonParser().parseResource(body);
                return new Got.Here(new Part(
                        key,
                        resource,
                        told.get().edition().orElseThrow(),
                        Optional.empty(),
                        told.get().patient()));
            }
        } catch (JsonProcessingException | DataFormatException e) {
            return new Got.Not(
                    Reason.of("unreadable", key.type() + ": what the EHR has sent can't be read as FHIR R4 JSON."));
        }
        return new Got.Not(
                Reason.of("another-resource", key.type() + ": the EHR has sent another resource than was asked for."));
    }
}
