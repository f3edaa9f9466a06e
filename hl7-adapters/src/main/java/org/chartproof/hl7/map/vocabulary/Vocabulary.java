package org.chartproof.hl7.map.vocabulary;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartproof.hl7.table.TableFile;

/** Tables of HL7 v2 whose values stand for codes of FHIR. Each is a file of three columns: value, FHIR code or {@code -} for none, meaning. */
public enum Vocabulary {
    /** Patient.gender. */
    ADMINISTRATIVE_SEX("0001", "administrative-sex", "http://hl7.org/fhir/administrative-gender"),
    /** Patient.maritalStatus. */
    MARITAL_STATUS("0002", "marital-status", "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus"),
    /** Encounter.class. */
    PATIENT_CLASS("0004", "patient-class", "http://terminology.hl7.org/CodeSystem/v3-ActCode"),
    /** Encounter.diagnosis.use. */
    DIAGNOSIS_TYPE("0052", "diagnosis-type", "http://terminology.hl7.org/CodeSystem/diagnosis-role"),
    /** Encounter.hospitalization.dischargeDisposition, by the UB-04 codes that US senders fill PV1-36 with. */
    DISCHARGE_DISPOSITION(
            "0112", "discharge-disposition", "http://terminology.hl7.org/CodeSystem/discharge-disposition"),
    /** AllergyIntolerance.category. */
    ALLERGEN_TYPE("0127", "allergen-type", "http://hl7.org/fhir/allergy-intolerance-category"),
    /** AllergyIntolerance.reaction.severity. */
    ALLERGY_SEVERITY("0128", "allergy-severity", "http://hl7.org/fhir/reaction-event-severity"),
    /** AllergyIntolerance.criticality. */
    ALLERGY_CRITICALITY("0128", "allergy-criticality", "http://hl7.org/fhir/allergy-intolerance-criticality"),
    /** AllergyIntolerance.verificationStatus. */
    ALLERGY_STATUS("0438", "allergy-status", "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"),
    /** Address.use. */
    ADDRESS_USE("0190", "address-use", "http://hl7.org/fhir/address-use"),
    /** Address.type. */
    ADDRESS_TYPE("0190", "address-type", "http://hl7.org/fhir/address-type"),
    /** HumanName.use. */
    NAME_TYPE("0200", "name-type", "http://hl7.org/fhir/name-use"),
    /** ContactPoint.use. */
    TELECOM_USE("0201", "telecom-use", "http://hl7.org/fhir/contact-point-use"),
    /** ContactPoint.system. */
    TELECOM_EQUIPMENT("0202", "telecom-equipment", "http://hl7.org/fhir/contact-point-system"),
    /** RelatedPerson.relationship. */
    RELATIONSHIP("0063", "relationship", "http://terminology.hl7.org/CodeSystem/v3-RoleCode"),
    /** Coverage.relationship. */
    SUBSCRIBER_RELATIONSHIP(
            "0063", "subscriber-relationship", "http://terminology.hl7.org/CodeSystem/subscriber-relationship"),
    /** Encounter.priority. */
    VISIT_PRIORITY("0217", "visit-priority", "http://terminology.hl7.org/CodeSystem/v3-ActPriority"),
    /** DocumentReference.docStatus. */
    DOCUMENT_COMPLETION("0271", "document-completion", "http://hl7.org/fhir/composition-status"),
    /** DocumentReference.status. */
    DOCUMENT_AVAILABILITY("0273", "document-availability", "http://hl7.org/fhir/document-reference-status"),
    /** DocumentReference.type. */
    DOCUMENT_TYPE("0270", "document-type", "http://loinc.org"),
    /** DocumentReference.securityLabel. */
    DOCUMENT_CONFIDENTIALITY(
            "0272", "document-confidentiality", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"),
    /** DiagnosticReport.status. */
    RESULT_STATUS("0123", "result-status", "http://hl7.org/fhir/diagnostic-report-status"),
    /** Observation.status. */
    OBSERVATION_STATUS("0085", "observation-status", "http://hl7.org/fhir/observation-status"),
    /** Observation.interpretation. */
    ABNORMAL_FLAGS("0078", "abnormal-flags", "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"),
    /** ServiceRequest.status by what is to be done. */
    ORDER_CONTROL("0119", "order-control", "http://hl7.org/fhir/request-status"),
    /** ServiceRequest.status by what has been done. */
    ORDER_STATUS("0038", "order-status", "http://hl7.org/fhir/request-status"),
    /** ServiceRequest.priority. */
    ORDER_PRIORITY("0485", "order-priority", "http://hl7.org/fhir/request-priority"),
    /** Observation.category. */
    DIAGNOSTIC_SECTION("0074", "diagnostic-section", "http://terminology.hl7.org/CodeSystem/observation-category"),
    /** Immunization.status. */
    VACCINATION_STATUS("0322", "vaccination-status", "http://hl7.org/fhir/event-status");

    private final String table;
    private final String file;
    private final String system;
    private final Map<String, Optional<String>> codes;

    Vocabulary(String table, String file, String system) {
        this.table = table;
        this.file = file;
        this.system = system;
        this.codes = load(file);
    }

    /** What a table says of a value. */
    public sealed interface Meaning {
        /** FHIR has a code for it. */
        record Code(String code) implements Meaning {}

        /** A value of the table that FHIR has no code for. */
        record NoCounterpart() implements Meaning {}

        /** No value of the table. */
        record Unknown() implements Meaning {}
    }

    /** @param value as sent, in any case, with any spaces around it */
    public Meaning meaning(String value) {
        Optional<String> code = codes.get(value.strip().toUpperCase(Locale.ROOT));
        if (code == null) {
            return new Meaning.Unknown();
        }
        return code.<Meaning>map(Meaning.Code::new).orElseGet(Meaning.NoCounterpart::new);
    }

    /** Number of the HL7 table, of four digits. */
    public String table() {
        return table;
    }

    /** URI of the v2 table's own code system. */
    public String tableSystem() {
        return "http://terminology.hl7.org/CodeSystem/v2-" + table;
    }

    /** URI of the FHIR codes. */
    public String system() {
        return system;
    }

    /** FHIR codes by value, for checks; empty for none. */
    public Map<String, Optional<String>> codes() {
        return codes;
    }

    @Override
    public String toString() {
        return file + ".tsv";
    }

    private static Map<String, Optional<String>> load(String file) {
        Map<String, Optional<String>> codes = new HashMap<>();
        for (TableFile.Row row : TableFile.read("/org/chartproof/hl7/vocabulary/" + file + ".tsv", 3)) {
            Optional<String> code = row.isEmpty(1) ? Optional.empty() : Optional.of(row.cell(1));
            if (codes.put(row.cell(0).toUpperCase(Locale.ROOT), code) != null) {
                throw row.error("'" + row.cell(0) + "' is there twice");
            }
        }
        return Map.copyOf(codes);
    }
}
