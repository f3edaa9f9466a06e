package org.chartproof.server.fhir;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resource types that this server stores. */
public final class ResourceTypes {
    /** What notes, claims and their proof are made of. */
    private static final Set<String> CLINICAL_AND_FINANCIAL = Set.of(
            "Account",
            "AllergyIntolerance",
            "AuditEvent",
            "Binary",
            "ChargeItem",
            "Claim",
            "Communication",
            "Condition",
            "Coverage",
            "DetectedIssue",
            "Device",
            "DiagnosticReport",
            "DocumentReference",
            "Encounter",
            "Immunization",
            "Location",
            "MedicationRequest",
            "Observation",
            "Organization",
            "Patient",
            "Practitioner",
            "PractitionerRole",
            "Procedure",
            "Provenance",
            "RelatedPerson",
            "ServiceRequest",
            "Subscription",
            "Task");

    /** What describes the server itself and what validation looks up. */
    private static final Set<String> CONFORMANCE = Set.of(
            "CodeSystem", "ConceptMap", "OperationDefinition", "SearchParameter", "StructureDefinition", "ValueSet");

    private static final Set<String> ALL = Stream.concat(CLINICAL_AND_FINANCIAL.stream(), CONFORMANCE.stream())
            .collect(Collectors.toCollection(TreeSet::new));

    private ResourceTypes() {}

    /** @return their names, sorted */
    public static Set<String> supported() {
        return Set.copyOf(ALL);
    }
}
