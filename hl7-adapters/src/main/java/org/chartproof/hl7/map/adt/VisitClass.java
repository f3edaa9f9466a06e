package org.chartproof.hl7.map.adt;

import java.util.Optional;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.map.vocabulary.Vocabulary.Meaning;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Period;

/** PV1-2 as Encounter.class. */
final class VisitClass {

    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String NULL_FLAVOR = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";

    private VisitClass() {}

    static void update(Translation translation, Segment pv1, VisitEvent event, Encounter encounter) {
        Optional<Coding> sent = sent(translation, pv1);
        Coding next = sent.or(() -> ofEvent(event))
                .orElseGet(() -> encounter.hasClass_() ? encounter.getClass_() : new Coding(NULL_FLAVOR, "UNK", null));
        boolean changes = event == VisitEvent.TO_INPATIENT || event == VisitEvent.TO_OUTPATIENT;
        if (changes && encounter.hasClass_() && !isSame(encounter.getClass_(), next)) {
            Period period = new Period();
            translation.eventTime().ifPresent(period::setEndElement);
            encounter.addClassHistory().setClass_(encounter.getClass_()).setPeriod(period);
        }
        if (!isSame(encounter.getClass_(), next)) {
            encounter.setClass_(next);
        }
    }

    private static Optional<Coding> sent(Translation translation, Segment pv1) {
        Value value = pv1.value(2);
        return value.asText().map(text -> {
            if (Vocabulary.PATIENT_CLASS.meaning(text) instanceof Meaning.Code known) {
                return new Coding(ACT_CODE, known.code(), null);
            }
            // Notes a value that is none of the table; it is kept as it is, since every Encounter has a class.
            translation.types().codes().code(value, Vocabulary.PATIENT_CLASS, pv1.place(2));
            return new Coding(Vocabulary.PATIENT_CLASS.tableSystem(), text, null);
        });
    }

    private static Optional<Coding> ofEvent(VisitEvent event) {
        return switch (event) {
            case TO_INPATIENT -> Optional.of(new Coding(ACT_CODE, "IMP", null));
            case TO_OUTPATIENT -> Optional.of(new Coding(ACT_CODE, "AMB", null));
            default -> Optional.empty();
        };
    }

    static boolean isPreadmission(Encounter encounter) {
        return isSame(encounter.getClass_(), new Coding(ACT_CODE, "PRENC", null));
    }

    private static boolean isSame(Coding one, Coding other) {
        return other.getCode().equals(one.getCode()) && other.getSystem().equals(one.getSystem());
    }
}
