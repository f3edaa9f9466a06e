package org.chartproof.server.writeback;

import java.util.Date;
import java.util.Optional;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.CodedDiagnosis.Role;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Setting;
import org.chartproof.server.intake.FactsIntake;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Claim.DiagnosisComponent;
import org.hl7.fhir.r4.model.Claim.Use;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** The draft Claim of an encounter. */
final class Claims {

    private static final String TYPE = "http://terminology.hl7.org/CodeSystem/claim-type";
    private static final String PRIORITY = "http://terminology.hl7.org/CodeSystem/processpriority";
    private static final String DIAGNOSIS_TYPE = "http://terminology.hl7.org/CodeSystem/ex-diagnosistype";
    private static final String ON_ADMISSION = "http://terminology.hl7.org/CodeSystem/ex-diagnosis-on-admission";

    private Claims() {}

    static Claim of(CodedChart chart) {
        boolean admitted = FactsIntake.setting(chart.encounter()) == Setting.INPATIENT;
        Claim claim = new Claim();
        claim.setId(ResultIds.claim(chart.encounterId()));
        claim.getMeta().addProfile(Canonical.CLAIM_PROFILE);
        claim.addIdentifier()
                .setSystem(Canonical.RESULT_IDENTIFIER)
                .setValue(claim.getIdElement().getIdPart());
        claim.addExtension(new Extension(Canonical.CLAIM_ENCOUNTER, chart.encounterReference()));
        claim.addExtension(
                new Extension(Canonical.CODING_STAGE, new CodeType(chart.stage().code())));
        claim.setStatus(ClaimStatus.DRAFT);
        claim.setUse(Use.CLAIM);
        claim.setType(concept(TYPE, admitted ? "institutional" : "professional"));
        claim.setPatient(chart.patient());
        claim.setCreatedElement(Times.dateTime(chart.newest()));
        claim.setProvider(provider(chart, admitted));
        claim.setPriority(concept(PRIORITY, "normal"));
        claim.setBillablePeriod(
                chart.encounter().hasPeriod() ? chart.encounter().getPeriod().copy() : null);
        addInsurance(claim, chart);
        for (CodedDiagnosis diagnosis : chart.coded().diagnoses()) {
            claim.addDiagnosis(diagnosis(chart, diagnosis, claim.getDiagnosis().size() + 1, admitted));
        }
        for (DroppedCandidate candidate : chart.coded().dropped()) {
            for (Evidence evidence : candidate.evidence()) {
                claim.addExtension(dropped(chart, candidate, evidence));
            }
        }
        return claim;
    }

    /** The claim when nothing is left to claim. */
    static Claim cancelled(Claim before, Date at) {
        Claim claim = before.copy();
        claim.setId(before.getIdElement().toUnqualifiedVersionless());
        claim.getMeta().setVersionId("").setLastUpdated(null);
        claim.setStatus(ClaimStatus.CANCELLED);
        claim.setCreatedElement(Times.dateTime(Times.later(before.getCreated(), at)));
        return claim;
    }

    /** Names a diagnosis within its claim; stays with the code when the order changes. */
    static String elementId(CodedDiagnosis diagnosis) {
        return "dx-" + diagnosis.code().value();
    }

    private static DiagnosisComponent diagnosis(
            CodedChart chart, CodedDiagnosis diagnosis, int sequence, boolean admitted) {
        DiagnosisComponent component = new DiagnosisComponent();
        component.setId(elementId(diagnosis));
        component.setSequence(sequence);
        // The code itself, as payers read it; the Condition beside it, as clinicians do.
        component.setDiagnosis(new CodeableConcept(Conditions.coding(diagnosis.code())));
        component.addExtension(new Extension(
                Canonical.DIAGNOSIS_CONDITION,
                new Reference(Conditions.id(chart, diagnosis).getValue())));
        role(diagnosis.role()).ifPresent(component::addType);
        if (admitted) {
            onAdmission(diagnosis.presentOnAdmission()).ifPresent(component::setOnAdmission);
        }
        return component;
    }

    static Optional<CodeableConcept> role(Role role) {
        return switch (role) {
            case PRINCIPAL -> Optional.of(concept(DIAGNOSIS_TYPE, "principal"));
            case FIRST_LISTED -> Optional.of(concept(Canonical.DIAGNOSIS_ROLE, "first-listed"));
            case ADDITIONAL -> Optional.empty();
        };
    }

    private static Optional<CodeableConcept> onAdmission(PresentOnAdmission indicator) {
        return switch (indicator) {
            case YES -> Optional.of(concept(ON_ADMISSION, "y"));
            case NO -> Optional.of(concept(ON_ADMISSION, "n"));
            case UNKNOWN -> Optional.of(concept(ON_ADMISSION, "u"));
            case UNDETERMINED -> Optional.of(concept(ON_ADMISSION, "w"));
            case EXEMPT -> Optional.of(new CodeableConcept().setText("exempt from POA reporting"));
            case NOT_APPLICABLE -> Optional.empty();
        };
    }

    private static Reference provider(CodedChart chart, boolean admitted) {
        Optional<Reference> clinician = chart.encounter().getParticipant().stream()
                .map(participant -> participant.getIndividual())
                .filter(individual -> individual.hasReference()
                        && !"RelatedPerson"
                                .equals(individual.getReferenceElement().getResourceType()))
                .findFirst();
        Optional<Reference> organization =
                Optional.of(chart.encounter().getServiceProvider()).filter(Reference::hasReference);
        return (admitted ? organization.or(() -> clinician) : clinician.or(() -> organization))
                .map(reference -> new Reference(reference.getReference()))
                .orElseGet(Claims::absent);
    }

    private static void addInsurance(Claim claim, CodedChart chart) {
        if (chart.coverages().isEmpty()) {
            Coverage placeholder = new Coverage();
            placeholder.setId("coverage");
            placeholder.setStatus(CoverageStatus.DRAFT);
            placeholder.setBeneficiary(chart.patient());
            placeholder.addPayor(absent());
            claim.addContained(placeholder);
            claim.addInsurance().setSequence(1).setFocal(true).setCoverage(new Reference("#coverage"));
            return;
        }
        for (Coverage coverage : chart.coverages()) {
            claim.addInsurance()
                    .setSequence(claim.getInsurance().size())
                    .setFocal(claim.getInsurance().size() == 1)
                    .setCoverage(
                            new Reference("Coverage/" + coverage.getIdElement().getIdPart()));
        }
    }

    private static Reference absent() {
        Reference reference = new Reference().setDisplay("unknown");
        reference.addExtension(new Extension(Canonical.DATA_ABSENT, new CodeType("unknown")));
        return reference;
    }

    private static Extension dropped(CodedChart chart, DroppedCandidate candidate, Evidence evidence) {
        SourceNote source = chart.noteOf(evidence);
        Extension extension = new Extension(Canonical.DROPPED_CANDIDATE);
        extension.addExtension("code", new CodeType(candidate.code()));
        extension.addExtension("display", new StringType(candidate.display()));
        extension.addExtension("reason", new CodeType(candidate.reason().label()));
        if (!candidate.detail().isBlank()) {
            extension.addExtension("detail", new StringType(candidate.detail()));
        }
        // Storage keeps no version within an extension; the text's id stands for the exact version.
        extension.addExtension("document", source.current());
        extension.addExtension("text", new Reference(source.text().getValue()));
        extension.addExtension("offset", new IntegerType(evidence.begin()));
        extension.addExtension("length", new IntegerType(evidence.end() - evidence.begin()));
        extension.addExtension("words", new StringType(evidence.words()));
        return extension;
    }

    static DecimalType probability(double value) {
        return new DecimalType(java.math.BigDecimal.valueOf(Math.round(value * 1000), 3));
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }
}
