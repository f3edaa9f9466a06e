package org.chartproof.server.writeback;

import java.util.Date;
import java.util.List;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.Evidence;
import org.chartproof.terminology.BillableCode;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.IdType;

/** A Condition for each diagnosis. */
final class Conditions {

    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";

    private Conditions() {}

    static IdType id(CodedChart chart, CodedDiagnosis diagnosis) {
        return ResultIds.condition(chart.encounterId(), diagnosis.code().value());
    }

    static Condition of(CodedChart chart, CodedDiagnosis diagnosis) {
        Condition condition = new Condition();
        condition.setId(id(chart, diagnosis));
        condition.getMeta().addProfile(Canonical.CONDITION_PROFILE);
        condition
                .addIdentifier()
                .setSystem(Canonical.RESULT_IDENTIFIER)
                .setValue(condition.getIdElement().getIdPart());
        condition.setClinicalStatus(concept(CLINICAL, "active"));
        // Provisional until a person attests.
        condition.setVerificationStatus(concept(VERIFICATION, "provisional"));
        condition.addCategory(concept(CATEGORY, "encounter-diagnosis"));
        condition.setCode(new CodeableConcept(coding(diagnosis.code())));
        condition.setSubject(chart.patient());
        condition.setEncounter(chart.encounterReference());
        condition.setRecordedDateElement(Times.dateTime(chart.newest(diagnosis.evidence())));
        sources(chart, diagnosis.evidence())
                .forEach(source -> condition.addEvidence().addDetail(source.current()));
        return condition;
    }

    /** A Condition whose code no longer holds: the record that it once did stays. */
    static Condition withdrawn(Condition before, Date at) {
        Condition condition = before.copy();
        condition.setId(before.getIdElement().toUnqualifiedVersionless());
        condition.getMeta().setVersionId("").setLastUpdated(null);
        condition.setClinicalStatus(null);
        condition.setVerificationStatus(concept(VERIFICATION, "entered-in-error"));
        condition.setRecordedDateElement(Times.dateTime(Times.later(before.getRecordedDate(), at)));
        return condition;
    }

    static String code(Condition condition) {
        return String.valueOf(condition.getCode().getCodingFirstRep().getCode());
    }

    static String verification(Condition condition) {
        return String.valueOf(
                condition.getVerificationStatus().getCodingFirstRep().getCode());
    }

    static Coding coding(BillableCode code) {
        return new Coding(code.release().system().uri(), code.value(), code.display())
                .setVersion(code.release().version());
    }

    static List<SourceNote> sources(CodedChart chart, List<Evidence> evidence) {
        return evidence.stream().map(chart::noteOf).distinct().toList();
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }
}
