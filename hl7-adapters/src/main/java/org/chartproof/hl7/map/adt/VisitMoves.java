package org.chartproof.hl7.map.adt;

import java.util.Optional;
import java.util.function.Function;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Mapping;
import org.chartproof.hl7.map.Mapping.Mapped;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.Subject.Refused;
import org.chartproof.hl7.message.Field;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;

/**
 * Visits and accounts that become another patient's (A44, A45), get another number (A49, A50) or turn out to be one (A35, A41, A42): MRG says which, PID and PV1 what holds now. All
 * that is about a visit moves with it. The same again changes nothing.
 */
final class VisitMoves {

    private VisitMoves() {}

    /** How a message names visits: a visit by MRG-5 and PV1-19, an account by MRG-3 and PID-18. */
    enum Naming {
        VISIT(5, VisitIdentifiers.VISIT, VisitIdentifiers::ofVisit),
        ACCOUNT(3, VisitIdentifiers.ACCOUNT, VisitIdentifiers::ofAccount);

        private final int mrgField;
        private final String type;
        private final Function<Identifier, Identity> identity;

        Naming(int mrgField, String type, Function<Identifier, Identity> identity) {
            this.mrgField = mrgField;
            this.type = type;
            this.identity = identity;
        }

        private Optional<Identifier> before(Translation translation) {
            return translation.message().first("MRG").flatMap(mrg -> read(translation, mrg.field(mrgField)));
        }

        private Optional<Identifier> now(Translation translation) {
            return this == VISIT
                    ? translation.message().first("PV1").flatMap(pv1 -> read(translation, pv1.field(19)))
                    : translation.message().first("PID").flatMap(pid -> read(translation, pid.field(18)));
        }

        private Optional<Identifier> read(Translation translation, Field field) {
            return VisitIdentifiers.typed(translation, field, type);
        }

        private Optional<Encounter> find(Translation translation, Identifier number) {
            return translation.workspace().find(Encounter.class, identity.apply(number));
        }

        private String place() {
            return "MRG[1]-" + mrgField;
        }
    }

    /** A visit becomes that of the patient of PID; several of them, each MRG with the PV1 that follows it. */
    static Mapping move(Translation translation, Naming naming) {
        Optional<Patient> patient = PatientMapping.map(translation);
        if (patient.isEmpty()) {
            return Refusals.noPatientIdentifier();
        }
        for (Translation part : Groups.startingWith("MRG", translation)) {
            Optional<Identifier> number = naming.before(part).or(() -> naming.now(part));
            if (number.isEmpty()) {
                return Refusals.noMergeIdentifier(naming.place());
            }
            naming.find(part, number.get()).ifPresent(visit -> move(part, visit, patient.get()));
            Mapping renumbered = renumber(part, naming, false);
            if (!(renumbered instanceof Mapped)) {
                return renumbered;
            }
        }
        return new Mapped();
    }

    private static void move(Translation translation, Encounter visit, Patient patient) {
        String from = visit.getSubject().getReference();
        String to = Translation.reference(patient).getReference();
        if (from != null && !from.equals(to)) {
            References.moveVisit(translation, visit, from, patient);
        }
    }

    /** A visit gets another number. */
    static Mapping renumber(Translation translation, Naming naming) {
        return renumber(translation, naming, true);
    }

    private static Mapping renumber(Translation translation, Naming naming, boolean required) {
        Optional<Identifier> before = naming.before(translation);
        Optional<Identifier> now = naming.now(translation);
        if (required && before.isEmpty()) {
            return Refusals.noMergeIdentifier(naming.place());
        }
        if (before.isPresent() && now.isPresent() && !PatientIdentifiers.isSame(before.get(), now.get())) {
            Optional<Encounter> old = naming.find(translation, before.get());
            Optional<Encounter> known = naming.find(translation, now.get());
            if (old.isPresent() && known.isPresent() && old.get() != known.get() && naming == Naming.VISIT) {
                return Refusals.identifierInUse("PV1[1]-19");
            }
            old.ifPresent(visit -> {
                translation.workspace().alias(naming.identity.apply(now.get()), visit);
                giveUp(visit, before.get());
                show(visit, now.get());
            });
        }
        return update(translation);
    }

    /** Two visits are one: that of MRG-5 goes up in that of PV1-19. */
    static Mapping merge(Translation translation) {
        Optional<Identifier> before = Naming.VISIT.before(translation);
        Optional<Identifier> now = Naming.VISIT.now(translation);
        if (before.isEmpty() || now.isEmpty()) {
            return before.isEmpty() ? Refusals.noMergeIdentifier("MRG[1]-5") : Refusals.noVisitNumber("PV1[1]-19");
        }
        Optional<Encounter> old = Naming.VISIT.find(translation, before.get());
        Optional<Encounter> known = Naming.VISIT.find(translation, now.get());
        if (old.isEmpty() || known.isEmpty() || old.get() == known.get()) {
            return renumber(translation, Naming.VISIT, true);
        }
        References.mergeVisit(translation, old.get(), known.get());
        old.get().setStatus(EncounterStatus.ENTEREDINERROR);
        translation.workspace().alias(VisitIdentifiers.ofVisit(before.get()), known.get());
        giveUp(known.get(), before.get());
        return update(translation);
    }

    /** What PID and PV1 say besides. */
    private static Mapping update(Translation translation) {
        return Subject.of(translation, VisitEvent.UPDATE) instanceof Refused refused ? refused.reason() : new Mapped();
    }

    private static void giveUp(Encounter visit, Identifier number) {
        show(visit, number);
        visit.getIdentifier().stream()
                .filter(one -> PatientIdentifiers.isSame(one, number))
                .forEach(one -> one.setUse(IdentifierUse.OLD));
    }

    private static void show(Encounter visit, Identifier number) {
        if (visit.getIdentifier().stream().noneMatch(one -> PatientIdentifiers.isSame(one, number))) {
            visit.addIdentifier(number);
        }
    }
}
