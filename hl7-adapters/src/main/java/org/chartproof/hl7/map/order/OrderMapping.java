package org.chartproof.hl7.map.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.Workspace;
import org.chartproof.hl7.map.adt.Clinicians;
import org.chartproof.hl7.map.datatype.Codes;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/**
 * ORC and OBR as ServiceRequest, known by its placer's and its filler's number. Where one number covers several services, each further one is known by its code too.
 */
final class OrderMapping {

    private static final String PLACER = "#placer";
    private static final String FILLER = "#filler";

    private final Translation translation;
    private final Patient patient;
    private final Optional<Encounter> encounter;
    private final Map<String, Integer> seen = new HashMap<>();

    OrderMapping(Translation translation, Patient patient, Optional<Encounter> encounter) {
        this.translation = translation;
        this.patient = patient;
        this.encounter = encounter;
    }

    /** An order that was placed or changed; empty without a number of it. */
    Optional<ServiceRequest> order(OrderGroup group) {
        Optional<ServiceRequest> found = open(group, true);
        found.ifPresent(request -> {
            update(group, request);
            status(group, request);
        });
        return found;
    }

    /** The order that a result answers: what is stored of it stays, since results often name a service by another code than the order does. */
    Optional<ServiceRequest> answered(OrderGroup group, DiagnosticReportStatus result) {
        Optional<ServiceRequest> found = open(group, false);
        found.ifPresent(request -> {
            if (!request.hasStatus()) {
                update(group, request);
                request.setStatus(ServiceRequestStatus.ACTIVE);
            }
            boolean done = result == DiagnosticReportStatus.FINAL
                    || result == DiagnosticReportStatus.CORRECTED
                    || result == DiagnosticReportStatus.AMENDED;
            if (done && request.getStatus() == ServiceRequestStatus.ACTIVE) {
                request.setStatus(ServiceRequestStatus.COMPLETED);
            }
        });
        return found;
    }

    private Optional<ServiceRequest> open(OrderGroup group, boolean byService) {
        Optional<Identifier> placer = group.placer(translation);
        Optional<Identifier> filler = group.filler(translation);
        List<Identity> identities = Stream.concat(
                        placer.stream().map(one -> identity(one, PLACER)),
                        filler.stream().map(one -> identity(one, FILLER)))
                .toList();
        if (identities.isEmpty()) {
            return byService ? unnumbered(group) : Optional.empty();
        }
        Workspace workspace = translation.workspace();
        List<Identity> ofService = identities.stream()
                .map(one -> new Identity(one.type(), one.system(), one.value() + "|" + group.service()))
                .toList();
        Optional<ServiceRequest> stored = Stream.concat(
                        byService ? ofService.stream() : Stream.of(), identities.stream())
                .flatMap(one -> workspace.find(ServiceRequest.class, one).stream())
                .findFirst();
        boolean other =
                byService && stored.filter(one -> isOfOtherService(one, group)).isPresent();
        List<Identity> known = other ? ofService : identities;
        ServiceRequest request =
                other || stored.isEmpty() ? workspace.open(ServiceRequest.class, known.get(0)) : stored.get();
        known.stream()
                .filter(one -> workspace.find(ServiceRequest.class, one).isEmpty())
                .forEach(one -> workspace.alias(one, request));
        Stream.concat(placer.stream(), filler.stream()).forEach(one -> add(request, one));
        return Optional.of(request);
    }

    /** An order without a number of its own: known by that of its group, else by its message, so that at least the same message makes it once. */
    private Optional<ServiceRequest> unnumbered(OrderGroup group) {
        if (group.obr().isEmpty()) {
            return Optional.empty();
        }
        Optional<Identifier> ofGroup = group.orc()
                .flatMap(orc ->
                        translation.types().identifiers().entity(orc.field(4).first()));
        String system = ofGroup.map(one -> one.getSystem() + "#group")
                .orElse(translation.types().systems().fallback() + "#message");
        String owner = ofGroup.map(Identifier::getValue)
                .or(() -> translation.message().header().value(10).asText())
                .orElse("unnumbered");
        String key = owner + "|" + group.service();
        int count = seen.merge(system + key, 1, Integer::sum);
        translation.warn(
                group.obr().get().place(2),
                "no-order-number",
                "No number of the order, of its placer or of its filler: later messages can't be about it.");
        return Optional.of(translation
                .workspace()
                .open(
                        ServiceRequest.class,
                        new Identity("ServiceRequest", system, count == 1 ? key : key + "|" + count)));
    }

    private boolean isOfOtherService(ServiceRequest request, OrderGroup group) {
        return !group.service().isEmpty()
                && request.getCode().hasCoding()
                && request.getCode().getCoding().stream()
                        .noneMatch(one -> group.service().equals(one.getCode()));
    }

    private static Identity identity(Identifier number, String kind) {
        return new Identity("ServiceRequest", number.getSystem() + kind, number.getValue());
    }

    private static void add(ServiceRequest request, Identifier number) {
        boolean known = request.getIdentifier().stream()
                .anyMatch(one -> number.getValue().equals(one.getValue())
                        && number.getSystem().equals(one.getSystem())
                        && number.getType().equalsDeep(one.getType()));
        if (!known) {
            request.addIdentifier(number);
        }
    }

    private void update(OrderGroup group, ServiceRequest request) {
        request.setIntent(ServiceRequestIntent.ORDER).setSubject(Translation.reference(patient));
        encounter.ifPresent(visit -> request.setEncounter(Translation.reference(visit)));
        Codes codes = translation.types().codes();
        group.obr().ifPresent(obr -> {
            Update.one(obr.field(4), codes::concept, request::setCode);
            Update.one(
                    obr.value(6),
                    value -> translation.types().times().dateTime(value, obr.place(6)),
                    request::setOccurrence);
            Update.one(
                    obr.field(16), rep -> Clinicians.reference(translation, rep, obr.place(16)), request::setRequester);
            Update.all(obr.field(31), codes::concept, request::setReasonCode);
        });
        group.orc().ifPresent(orc -> {
            Update.one(orc.value(9), value -> translation.types().times().dateTime(value, orc.place(9)), time -> {
                if (time == null || !request.hasAuthoredOn() || isNew(orc)) {
                    request.setAuthoredOnElement(time);
                }
            });
            if (!request.hasRequester()) {
                Update.one(
                        orc.field(12),
                        rep -> Clinicians.reference(translation, rep, orc.place(12)),
                        request::setRequester);
            }
            Update.one(orc.field(4), rep -> translation.types().identifiers().entity(rep), request::setRequisition);
        });
        priority(group, request);
        reasons(group, request);
        List<Annotation> notes = Notes.of(translation, group.notes());
        if (!notes.isEmpty()) {
            request.setNote(new ArrayList<>(notes));
        }
    }

    private static boolean isNew(Segment orc) {
        return orc.value(1).orElse("").equalsIgnoreCase("NW");
    }

    /** TQ1-9, else the priority in a TQ of ORC-7 or OBR-27, else OBR-5. */
    private void priority(OrderGroup group, ServiceRequest request) {
        Stream.of(
                        group.all("TQ1").stream().map(tq1 -> new Sent(tq1.value(9), tq1.place(9))),
                        group.orc().stream().map(orc -> new Sent(orc.field(7).component(6), orc.place(7))),
                        group.obr().stream().map(obr -> new Sent(obr.field(27).component(6), obr.place(27))),
                        group.obr().stream().map(obr -> new Sent(obr.value(5), obr.place(5))))
                .flatMap(one -> one)
                .filter(one -> one.value().isPresent())
                .findFirst()
                .flatMap(one -> translation.types().codes().code(one.value(), Vocabulary.ORDER_PRIORITY, one.place()))
                .map(ServiceRequestPriority::fromCode)
                .ifPresent(request::setPriority);
    }

    private record Sent(Value value, String place) {}

    /** DG1 of an order is why it was ordered, not what the patient was found to have. */
    private void reasons(OrderGroup group, ServiceRequest request) {
        Codes codes = translation.types().codes();
        List<CodeableConcept> reasons = new ArrayList<>(request.getReasonCode());
        group.all("DG1").stream()
                .flatMap(dg1 -> codes.concept(dg1.field(3).first()).stream())
                .filter(reason -> reasons.stream().noneMatch(one -> one.equalsDeep(reason)))
                .forEach(reasons::add);
        request.setReasonCode(reasons);
    }

    /** ORC-5 tells what became of the order, ORC-1 what is asked of it. */
    private void status(OrderGroup group, ServiceRequest request) {
        Codes codes = translation.types().codes();
        Optional<ServiceRequestStatus> said = group.orc()
                .flatMap(orc -> codes.code(orc.value(5), Vocabulary.ORDER_STATUS, orc.place(5))
                        .or(() -> codes.code(orc.value(1), Vocabulary.ORDER_CONTROL, orc.place(1))))
                .map(ServiceRequestStatus::fromCode);
        said.ifPresent(request::setStatus);
        if (!request.hasStatus()) {
            request.setStatus(ServiceRequestStatus.ACTIVE);
        }
    }
}
