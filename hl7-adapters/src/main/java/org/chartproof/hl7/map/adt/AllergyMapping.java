package org.chartproof.hl7.map.adt;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.Codes;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.map.vocabulary.Vocabulary.Meaning;
import org.chartproof.hl7.message.Field;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCategory;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCriticality;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceReactionComponent;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceSeverity;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** AL1 and IAM as AllergyIntolerance, known by IAM-7, else by patient and what it is against. */
public final class AllergyMapping {

    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";

    private final Translation translation;
    private final Patient patient;
    private final Optional<Encounter> encounter;

    private AllergyMapping(Translation translation, Patient patient, Optional<Encounter> encounter) {
        this.translation = translation;
        this.patient = patient;
        this.encounter = encounter;
    }

    /** Maps the AL1 and IAM of a message. */
    public static void map(Translation translation, Patient patient, Optional<Encounter> encounter) {
        AllergyMapping mapping = new AllergyMapping(translation, patient, encounter);
        translation.message().all("AL1").forEach(al1 -> mapping.open(al1, Optional.empty()));
        translation.message().all("IAM").forEach(mapping::adverse);
    }

    /** What AL1 and the begin of IAM have in common: type, substance, severity and reaction in fields 2 to 5. */
    private Optional<AllergyIntolerance> open(Segment segment, Optional<Identifier> own) {
        Optional<CodeableConcept> substance =
                translation.types().codes().concept(segment.field(3).first());
        Optional<Identity> identity = identity(substance, own);
        if (identity.isEmpty()) {
            translation.warn(segment.place(3), "no-allergen", "Neither a code nor a text: the allergy was left out.");
            return Optional.empty();
        }
        AllergyIntolerance allergy = translation.workspace().open(AllergyIntolerance.class, identity.get());
        own.filter(id -> allergy.getIdentifier().stream().noneMatch(one -> PatientIdentifiers.isSame(one, id)))
                .ifPresent(allergy::addIdentifier);
        if (own.isEmpty() && substance.isPresent()) {
            Owned.open(translation, AllergyIntolerance.class, patient, DiagnosisMapping.key(substance.get()));
        }
        allergy.setPatient(Translation.reference(patient));
        if (!allergy.hasEncounter()) {
            encounter.ifPresent(visit -> allergy.setEncounter(Translation.reference(visit)));
        }
        substance.ifPresent(allergy::setCode);
        allergy.setClinicalStatus(concept(CLINICAL, "active"));
        if (!allergy.hasVerificationStatus()) {
            allergy.setVerificationStatus(concept(VERIFICATION, "unconfirmed"));
        }
        Codes codes = translation.types().codes();
        Update.one(
                segment.value(2),
                value -> codes.code(value, Vocabulary.ALLERGEN_TYPE, segment.place(2))
                        .map(AllergyIntoleranceCategory::fromCode),
                category -> category(allergy, category));
        Update.one(
                segment.value(4),
                value -> codes.code(value, Vocabulary.ALLERGY_CRITICALITY, segment.place(4))
                        .map(AllergyIntoleranceCriticality::fromCode),
                allergy::setCriticality);
        reactions(segment, allergy);
        if (segment.name().equals("AL1")) {
            Update.one(
                    segment.value(6),
                    value -> translation.types().times().dateTime(value, segment.place(6)),
                    allergy::setOnset);
        }
        return Optional.of(allergy);
    }

    private Optional<Identity> identity(Optional<CodeableConcept> substance, Optional<Identifier> own) {
        return own.map(id -> new Identity("AllergyIntolerance", id.getSystem(), id.getValue()))
                .or(() -> substance.map(
                        one -> Owned.identity(AllergyIntolerance.class, patient, DiagnosisMapping.key(one))));
    }

    /** MA is an allergy of no one category, MC none at all but a reason not to give something. */
    private static void category(AllergyIntolerance allergy, @Nullable AllergyIntoleranceCategory category) {
        allergy.setCategory(new ArrayList<Enumeration<AllergyIntoleranceCategory>>());
        if (category != null) {
            allergy.addCategory(category);
            if (!allergy.hasType()) {
                allergy.setType(AllergyIntoleranceType.ALLERGY);
            }
        }
    }

    private void reactions(Segment segment, AllergyIntolerance allergy) {
        Field field = segment.field(5);
        Optional<AllergyIntoleranceSeverity> severity = severity(segment.value(4));
        Update.all(
                field,
                rep -> translation.types().codes().concept(rep).map(AllergyMapping::textOfCode),
                manifestations -> {
                    allergy.setReaction(new ArrayList<>());
                    if (!manifestations.isEmpty()) {
                        AllergyIntoleranceReactionComponent reaction =
                                allergy.addReaction().setManifestation(manifestations);
                        severity.ifPresent(reaction::setSeverity);
                    }
                });
    }

    /** AL1-5 is a text, which parsers take for a code. */
    private static CodeableConcept textOfCode(CodeableConcept concept) {
        Coding coding = concept.getCodingFirstRep();
        return coding.hasSystem() || coding.hasDisplay() || !coding.hasCode()
                ? concept
                : new CodeableConcept().setText(coding.getCode());
    }

    private static Optional<AllergyIntoleranceSeverity> severity(Value value) {
        return value.asText()
                .flatMap(text -> Vocabulary.ALLERGY_SEVERITY.meaning(text) instanceof Meaning.Code code
                        ? Optional.of(AllergyIntoleranceSeverity.fromCode(code.code()))
                        : Optional.empty());
    }

    private void adverse(Segment iam) {
        Optional<Identifier> own =
                translation.types().identifiers().entity(iam.field(7).first());
        String action = iam.field(6).component(1).orElse("").toUpperCase(Locale.ROOT);
        if (action.equals("D")) {
            identity(translation.types().codes().concept(iam.field(3).first()), own)
                    .flatMap(identity -> translation.workspace().find(AllergyIntolerance.class, identity))
                    .ifPresent(AllergyMapping::withdraw);
            return;
        }
        open(iam, own).ifPresent(allergy -> {
            Update.one(
                    iam.value(11),
                    value -> translation.types().times().dateTime(value, iam.place(11)),
                    allergy::setOnset);
            Update.one(
                    iam.value(13),
                    value -> translation.types().times().dateTime(value, iam.place(13)),
                    allergy::setRecordedDateElement);
            kind(iam, allergy);
            status(iam, allergy);
        });
    }

    /** IAM-9, table 0436: AD adverse reaction, AL allergy, CT contraindication, IN intolerance, SE side effect. */
    private static void kind(Segment iam, AllergyIntolerance allergy) {
        switch (iam.field(9).component(1).orElse("").toUpperCase(Locale.ROOT)) {
            case "AL" -> allergy.setType(AllergyIntoleranceType.ALLERGY);
            case "IN", "SE" -> allergy.setType(AllergyIntoleranceType.INTOLERANCE);
            default -> {
                // What is neither is left to the category.
            }
        }
    }

    private void status(Segment iam, AllergyIntolerance allergy) {
        Value value = iam.field(17).component(1);
        translation
                .types()
                .codes()
                .code(value, Vocabulary.ALLERGY_STATUS, iam.place(17))
                .ifPresent(code -> allergy.setVerificationStatus(concept(VERIFICATION, code)));
        switch (value.orElse("").toUpperCase(Locale.ROOT)) {
            case "E" -> withdraw(allergy);
            case "I" -> allergy.setClinicalStatus(concept(CLINICAL, "inactive"));
            default -> {
                // Active, as all that is listed.
            }
        }
    }

    private static void withdraw(AllergyIntolerance allergy) {
        allergy.setClinicalStatus(null);
        allergy.setVerificationStatus(concept(VERIFICATION, "entered-in-error"));
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }
}
