package org.chartproof.hl7.map.adt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.Codes;
import org.chartproof.hl7.map.datatype.Systems;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.DiagnosisComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * DG1 as Condition and Encounter.diagnosis. A Condition is known by DG1-20, else by visit, code and DG1-6. A list of diagnoses without action codes (DG1-21) is a snapshot: what was said
 * before of the same kinds (DG1-6) and is missing now was entered in error. Conditions from elsewhere, such as those of the coding, are never touched.
 */
public final class DiagnosisMapping {

    /** System of an identifier that every Condition from DG1 has; its value is the kind of diagnosis (DG1-6) or {@code -}. */
    public static final String KIND = Systems.OWN + "diagnosis-kind";

    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";

    private final Translation translation;
    private final Patient patient;
    private final Optional<Encounter> encounter;

    private DiagnosisMapping(Translation translation, Patient patient, Optional<Encounter> encounter) {
        this.translation = translation;
        this.patient = patient;
        this.encounter = encounter;
    }

    /** Maps the DG1 of a message. */
    public static void map(Translation translation, Patient patient, Optional<Encounter> encounter) {
        new DiagnosisMapping(translation, patient, encounter)
                .map(translation.message().all("DG1"));
    }

    /** Maps the DG1 of a message that names some diagnoses and not all: none that is missing is withdrawn. */
    public static void add(Translation translation, Patient patient, Optional<Encounter> encounter) {
        DiagnosisMapping mapping = new DiagnosisMapping(translation, patient, encounter);
        translation.message().all("DG1").forEach(mapping::condition);
    }

    private void map(List<Segment> segments) {
        List<Condition> said = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        for (Segment dg1 : segments) {
            condition(dg1).ifPresent(condition -> {
                said.add(condition);
                kinds.add(kind(dg1));
            });
        }
        boolean snapshot = segments.stream().allMatch(dg1 -> dg1.value(21).isAbsent());
        if (snapshot && !said.isEmpty() && encounter.isPresent()) {
            translation.workspace().referring(Condition.class, "encounter", encounter.get()).stream()
                    .filter(one -> !said.contains(one) && isOfKind(one, kinds))
                    .forEach(this::withdraw);
        }
    }

    private Optional<Condition> condition(Segment dg1) {
        Optional<CodeableConcept> code = code(dg1);
        Optional<Identity> identity = identity(dg1, code);
        if (identity.isEmpty()) {
            translation.warn(dg1.place(3), "no-diagnosis", "Neither a code nor a text: the diagnosis was left out.");
            return Optional.empty();
        }
        if (dg1.value(21).orElse("").equalsIgnoreCase("D")) {
            translation.workspace().find(Condition.class, identity.get()).ifPresent(this::withdraw);
            return Optional.empty();
        }
        Condition condition = translation.workspace().open(Condition.class, identity.get());
        condition.setSubject(Translation.reference(patient));
        encounter.ifPresent(visit -> condition.setEncounter(Translation.reference(visit)));
        identifiers(dg1, condition, code);
        condition.setClinicalStatus(concept(CLINICAL, "active"));
        condition.setVerificationStatus(concept(VERIFICATION, kind(dg1).equals("W") ? "provisional" : "confirmed"));
        condition.setCategory(new ArrayList<>(
                List.of(concept(CATEGORY, encounter.isPresent() ? "encounter-diagnosis" : "problem-list-item"))));
        code.ifPresent(condition::setCode);
        Update.one(
                dg1.value(5), value -> translation.types().times().dateTime(value, dg1.place(5)), condition::setOnset);
        Update.one(
                dg1.value(19),
                value -> translation.types().times().dateTime(value, dg1.place(19)),
                condition::setRecordedDateElement);
        Update.one(dg1.field(16), rep -> Clinicians.reference(translation, rep, dg1.place(16)), condition::setAsserter);
        encounter.ifPresent(visit -> list(visit, condition, dg1));
        return Optional.of(condition);
    }

    /** The kind, which a correction may change; the sender's own; ours if there is none of those. */
    private void identifiers(Segment dg1, Condition condition, Optional<CodeableConcept> code) {
        condition.getIdentifier().stream()
                .filter(one -> KIND.equals(one.getSystem()))
                .findFirst()
                .orElseGet(() -> condition.addIdentifier().setSystem(KIND))
                .setValue(kind(dg1));
        Optional<Identifier> own =
                translation.types().identifiers().entity(dg1.field(20).first());
        own.filter(id -> condition.getIdentifier().stream().noneMatch(one -> PatientIdentifiers.isSame(one, id)))
                .ifPresent(condition::addIdentifier);
        if (own.isEmpty() && code.isPresent()) {
            Owned.open(translation, Condition.class, owner(), ownKey(dg1, code.get()));
        }
    }

    private Optional<CodeableConcept> code(Segment dg1) {
        Codes codes = translation.types().codes();
        Optional<String> system = dg1.value(2).asText().flatMap(codes::system);
        Optional<CodeableConcept> code = system.isPresent()
                ? codes.concept(dg1.field(3).first(), system.get())
                : codes.concept(dg1.field(3).first());
        Optional<String> description = dg1.value(4).asText();
        return code.map(one -> {
                    description.filter(text -> !one.hasText()).ifPresent(one::setText);
                    return one;
                })
                .or(() -> description.map(text -> new CodeableConcept().setText(text)));
    }

    private Optional<Identity> identity(Segment dg1, Optional<CodeableConcept> code) {
        return translation
                .types()
                .identifiers()
                .entity(dg1.field(20).first())
                .map(own -> new Identity("Condition", own.getSystem(), own.getValue()))
                .or(() -> code.map(one -> Owned.identity(Condition.class, owner(), ownKey(dg1, one))));
    }

    private Resource owner() {
        return encounter.<Resource>map(visit -> visit).orElse(patient);
    }

    private static String ownKey(Segment dg1, CodeableConcept code) {
        return key(code) + "|" + kind(dg1);
    }

    /** What tells a coded thing apart from others: system and code, else its text. */
    static String key(CodeableConcept concept) {
        Coding coding = concept.getCodingFirstRep();
        return coding.hasCode()
                ? (coding.hasSystem() ? coding.getSystem() : "") + "|" + coding.getCode()
                : concept.getText().strip().toLowerCase(Locale.ROOT);
    }

    /** DG1-6: admitting, working, final. */
    private static String kind(Segment dg1) {
        return dg1.value(6).orElse("-").toUpperCase(Locale.ROOT);
    }

    private static boolean isOfKind(Condition condition, Set<String> kinds) {
        return condition.getIdentifier().stream()
                .anyMatch(one -> KIND.equals(one.getSystem()) && kinds.contains(one.getValue()));
    }

    /** In the visit's list: DG1-6 as use, DG1-15 as rank. */
    private void list(Encounter visit, Condition condition, Segment dg1) {
        String reference = Translation.reference(condition).getReference();
        DiagnosisComponent diagnosis = visit.getDiagnosis().stream()
                .filter(one -> reference.equals(one.getCondition().getReference()))
                .findFirst()
                .orElseGet(() -> visit.addDiagnosis().setCondition(Translation.reference(condition)));
        Update.one(
                dg1.field(6),
                rep -> translation.types().codes().concept(rep, Vocabulary.DIAGNOSIS_TYPE, dg1.place(6)),
                diagnosis::setUse);
        Update.one(
                dg1.value(15),
                value -> translation
                        .types()
                        .quantities()
                        .whole(value, dg1.place(15))
                        .filter(rank -> rank > 0),
                rank -> {
                    if (rank == null) {
                        diagnosis.setRankElement(null);
                    } else {
                        diagnosis.setRank(rank);
                    }
                });
    }

    private void withdraw(Condition condition) {
        condition.setClinicalStatus(null);
        condition.setVerificationStatus(concept(VERIFICATION, "entered-in-error"));
        String reference = Translation.reference(condition).getReference();
        encounter.ifPresent(visit -> visit.getDiagnosis()
                .removeIf(one -> reference.equals(one.getCondition().getReference())));
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }
}
