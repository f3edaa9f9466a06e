package org.chartproof.server.fhir;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resource types that this server stores as HAPI does. AuditEvents are not among them: they are kept where nobody can change them. */
public final class ResourceTypes {
    /** What notes, claims and their proof are made of. */
    private static final Set<String> CLINICAL_AND_FINANCIAL = Set.of(
            "Account",
            "AllergyIntolerance",
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

    /** @return the names of all types that somebody can ask for: those that are stored as HAPI does, and AuditEvent */
    public static Set<String> served() {
        return Stream.concat(ALL.stream(), Stream.of("AuditEvent")).collect(Collectors.toUnmodifiableSet());
    }
}
