package org.chartproof.hl7.map.adt;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chartproof.hl7.map.Mapping;
import org.chartproof.hl7.map.Mapping.Mapped;
import org.chartproof.hl7.map.Mapping.Unmappable;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;

/**
 * Two records of one patient (A18, A30, A34, A36, A39, A40), and a patient under another number (A46, A47, A48): MRG-1 is given up for PID-3. The record that is given up becomes
 * inactive and points at the one that stays; all that was about it is about that one now, and its identifiers lead there, so that a sender that goes on using them writes to the
 * right patient. The same again changes nothing.
 */
final class PatientMerge {

    private final Translation translation;

    private PatientMerge(Translation translation) {
        this.translation = translation;
    }

    /** Merges, for each PID of the message with the MRG that follows it. */
    static Mapping merge(Translation translation) {
        return each(translation, part -> new PatientMerge(part).merge());
    }

    /** Changes identifiers, for each PID of the message with the MRG that follows it. */
    static Mapping renumber(Translation translation) {
        return each(translation, part -> new PatientMerge(part).renumber());
    }

    private static Mapping each(Translation translation, Function<Translation, Optional<Unmappable>> step) {
        for (Translation part : Groups.startingWith("PID", translation)) {
            Optional<Unmappable> refusal = step.apply(part);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        return new Mapped();
    }

    private Optional<Unmappable> merge() {
        Optional<Pair> pair = pair();
        if (pair.isEmpty()) {
            return Optional.of(incomplete());
        }
        Optional<Patient> known = PatientMapping.find(translation, pair.get().kept());
        Optional<Patient> victim = PatientMapping.find(translation, pair.get().givenUp());
        if (known.isPresent() && victim.isPresent() && known.get() == victim.get()) {
            if (isReverse(known.get(), pair.get())) {
                return Optional.of(Refusals.reverseMerge(pair.get().mrg().place(1)));
            }
        }
        Patient survivor = known.orElseGet(() -> open(pair.get().kept().get(0)));
        victim.filter(one -> one != survivor).ifPresent(one -> join(one, survivor));
        pair.get().givenUp().forEach(identifier -> giveUp(identifier, survivor));
        PatientMapping.map(translation);
        return Optional.empty();
    }

    private Optional<Unmappable> renumber() {
        Optional<Pair> pair = pair();
        if (pair.isEmpty()) {
            return Optional.of(incomplete());
        }
        List<Identifier> kept = pair.get().kept();
        Optional<Patient> known = PatientMapping.find(translation, kept.subList(0, 1));
        Optional<Patient> before = PatientMapping.find(translation, pair.get().givenUp());
        if (known.isPresent() && before.isPresent() && known.get() != before.get()) {
            return Optional.of(Refusals.identifierInUse("PID[1]-3"));
        }
        Patient patient = before.or(() -> known).orElseGet(() -> open(kept.get(0)));
        translation.workspace().alias(Translation.identity(Patient.class, kept.get(0)), patient);
        pair.get().givenUp().stream()
                .filter(old -> kept.stream().noneMatch(one -> PatientIdentifiers.isSame(one, old)))
                .forEach(old -> giveUp(old, patient));
        // A number that was given up once may come back.
        patient.getIdentifier().stream()
                .filter(one -> PatientIdentifiers.isSame(one, kept.get(0)) && one.getUse() == IdentifierUse.OLD)
                .forEach(one -> one.setUse(null));
        PatientMapping.map(translation);
        return Optional.empty();
    }

    /** The identifiers of PID, which stay, and of MRG, which are given up. */
    private record Pair(List<Identifier> kept, List<Identifier> givenUp, Segment mrg) {}

    private Optional<Pair> pair() {
        Optional<Segment> mrg = translation.message().first("MRG");
        List<Identifier> kept = kept();
        List<Identifier> givenUp = mrg.map(segment -> PatientIdentifiers.givenUp(translation, segment))
                .orElse(List.of());
        return mrg.isEmpty() || kept.isEmpty() || givenUp.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pair(kept, givenUp, mrg.get()));
    }

    private List<Identifier> kept() {
        return translation
                .message()
                .first("PID")
                .map(pid -> PatientIdentifiers.of(translation, pid).keys())
                .orElse(List.of());
    }

    private Unmappable incomplete() {
        return kept().isEmpty() ? Refusals.noPatientIdentifier() : Refusals.noMergeIdentifier("MRG[1]-1");
    }

    private Patient open(Identifier identifier) {
        return translation.workspace().open(Patient.class, Translation.identity(Patient.class, identifier));
    }

    private static boolean isReverse(Patient patient, Pair pair) {
        return PatientIdentifiers.hasOld(patient, pair.kept().get(0))
                && pair.givenUp().stream().noneMatch(one -> PatientIdentifiers.hasOld(patient, one));
    }

    private void join(Patient victim, Patient survivor) {
        References.movePatient(translation, victim, survivor);
        translation.workspace().complete(victim);
        translation.workspace().complete(survivor);
        victim.setActive(false);
        link(victim, survivor, LinkType.REPLACEDBY);
        link(survivor, victim, LinkType.REPLACES);
        PatientIdentifiers.keys(victim.getIdentifier()).forEach(identifier -> giveUp(identifier.copy(), survivor));
    }

    private static void link(Patient from, Patient to, LinkType type) {
        String reference = Translation.reference(to).getReference();
        if (from.getLink().stream()
                .noneMatch(one -> reference.equals(one.getOther().getReference()) && one.getType() == type)) {
            from.addLink().setOther(Translation.reference(to)).setType(type);
        }
    }

    /** An identifier leads to the patient from now on, and is shown as an old one of it. */
    private void giveUp(Identifier identifier, Patient patient) {
        translation.workspace().alias(Translation.identity(Patient.class, identifier), patient);
        Optional<Identifier> shown = patient.getIdentifier().stream()
                .filter(one -> PatientIdentifiers.isSame(one, identifier))
                .findFirst();
        shown.orElseGet(() -> {
                    patient.addIdentifier(identifier);
                    return identifier;
                })
                .setUse(IdentifierUse.OLD);
    }
}
