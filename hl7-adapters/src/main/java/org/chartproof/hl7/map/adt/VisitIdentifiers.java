package org.chartproof.hl7.map.adt;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.Workspace;
import org.chartproof.hl7.map.datatype.Identifiers;
import org.chartproof.hl7.message.Field;
import org.chartproof.hl7.message.Message;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/**
 * The numbers of a visit in a message: PV1-19, else PID-18, else PV1-50; a message without any is found by patient and PV1-44. Accounts have identities of their own, since
 * their numbers are not those of visits: an account leads to the newest visit that was opened under it. Without a number and a time, an event is about the only visit of the patient
 * that is under way.
 */
final class VisitIdentifiers {

    static final String VISIT = "VN";
    static final String ACCOUNT = "AN";

    private static final Set<EncounterStatus> UNDER_WAY =
            Set.of(EncounterStatus.PLANNED, EncounterStatus.INPROGRESS, EncounterStatus.ONLEAVE);

    private static final String OF_ACCOUNT = "#account";
    private static final String OF_ALTERNATE = "#alternate";

    private final Translation translation;
    private final VisitEvent event;
    private final Optional<Identifier> visit;
    private final Optional<Identifier> account;
    private final Optional<Identifier> alternate;

    private VisitIdentifiers(
            Translation translation,
            VisitEvent event,
            Optional<Identifier> visit,
            Optional<Identifier> account,
            Optional<Identifier> alternate) {
        this.translation = translation;
        this.event = event;
        this.visit = visit;
        this.account = account;
        this.alternate = alternate;
    }

    static VisitIdentifiers of(Translation translation, VisitEvent event) {
        Message message = translation.message();
        return new VisitIdentifiers(
                translation,
                event,
                message.first("PV1").flatMap(pv1 -> typed(translation, pv1.field(19), VISIT)),
                message.first("PID").flatMap(pid -> typed(translation, pid.field(18), ACCOUNT)),
                message.first("PV1").flatMap(pv1 -> typed(translation, pv1.field(50), "")));
    }

    /** An identifier from a CX, of a type if the sender says none. */
    static Optional<Identifier> typed(Translation translation, Field field, String usual) {
        return translation.types().identifiers().composite(field.first(), "").map(identifier -> {
            if (!identifier.hasType() && !usual.isEmpty()) {
                identifier.setType(Identifiers.type(usual));
            }
            return identifier;
        });
    }

    /** The visit that the numbers lead to, if it is stored. */
    Optional<Encounter> find(Patient patient) {
        Workspace workspace = translation.workspace();
        if (visit.isPresent()) {
            return workspace
                    .find(Encounter.class, ofVisit(visit.get()))
                    .or(() -> account.flatMap(number -> workspace
                            .find(Encounter.class, ofAccount(number))
                            // Known by its account alone until now; one with a visit number is another visit of the
                            // account.
                            .filter(encounter ->
                                    encounter.getIdentifier().stream().noneMatch(one -> isOf(one, VISIT)))));
        }
        return first(patient)
                .flatMap(identity -> workspace.find(Encounter.class, identity))
                .or(() -> isByTime() && translation.message().first("PV1").isPresent()
                        ? underWay(patient)
                        : Optional.empty());
    }

    /** The only visit of a patient that is under way, for events that are about one. */
    private Optional<Encounter> underWay(Patient patient) {
        if (event == VisitEvent.BEGIN || event == VisitEvent.PLAN || event == VisitEvent.MENTION) {
            return Optional.empty();
        }
        List<Encounter> visits = translation.workspace().referring(Encounter.class, "subject", patient).stream()
                .filter(visit -> UNDER_WAY.contains(visit.getStatus()))
                .toList();
        return visits.size() == 1 ? Optional.of(visits.get(0)) : Optional.empty();
    }

    /** The visit that the numbers lead to, or a new one; empty if there is no number at all. */
    Optional<Encounter> open(Patient patient) {
        return find(patient)
                .or(() -> first(patient).map(identity -> translation.workspace().open(Encounter.class, identity)));
    }

    /** Makes a visit known by the numbers of the message, and shows them. */
    void addTo(Encounter encounter, Patient patient, boolean isNew) {
        Workspace workspace = translation.workspace();
        visit.ifPresent(number -> {
            if (workspace.find(Encounter.class, ofVisit(number)).isEmpty()) {
                workspace.alias(ofVisit(number), encounter);
            }
            add(encounter, number);
        });
        account.ifPresent(number -> {
            if (isNew || workspace.find(Encounter.class, ofAccount(number)).isEmpty()) {
                workspace.alias(ofAccount(number), encounter);
            }
            add(encounter, number);
        });
        alternate.ifPresent(number -> add(encounter, number));
        if (isByTime() && isNew) {
            begin().ifPresent(time -> Owned.open(translation, Encounter.class, patient, time));
        }
    }

    /** Whether the visit is known by patient and time alone. */
    boolean isByTime() {
        return visit.isEmpty() && account.isEmpty() && alternate.isEmpty();
    }

    static Identity ofVisit(Identifier number) {
        return new Identity("Encounter", number.getSystem(), number.getValue());
    }

    static Identity ofAccount(Identifier number) {
        return new Identity("Encounter", number.getSystem() + OF_ACCOUNT, number.getValue());
    }

    static boolean isOf(Identifier identifier, String type) {
        return Identifiers.isOfType(identifier, type);
    }

    private Optional<Identity> first(Patient patient) {
        return visit.map(VisitIdentifiers::ofVisit)
                .or(() -> account.map(VisitIdentifiers::ofAccount))
                .or(() -> alternate.map(
                        number -> new Identity("Encounter", number.getSystem() + OF_ALTERNATE, number.getValue())))
                .or(() -> begin().map(time -> Owned.identity(Encounter.class, patient, time)));
    }

    /** PV1-44; the time of the event, if that is the begin. */
    private Optional<String> begin() {
        return translation
                .message()
                .first("PV1")
                .flatMap(pv1 -> pv1.value(44).asText())
                .or(() -> event == VisitEvent.BEGIN
                        ? translation.eventTime().map(DateTimeType::getValueAsString)
                        : Optional.empty());
    }

    private static void add(Encounter encounter, Identifier number) {
        if (encounter.getIdentifier().stream().noneMatch(one -> PatientIdentifiers.isSame(one, number))) {
            encounter.addIdentifier(number);
        }
    }
}
