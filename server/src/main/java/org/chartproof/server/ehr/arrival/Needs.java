package org.chartproof.server.ehr.arrival;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;

/** Which of the resources that one refers to are fetched with it; of the others the name alone is kept. */
final class Needs {

    /** Without these nothing can be coded. */
    private static final Set<String> VITAL = Set.of("Patient", "Encounter");

    /** Where a reference stands, and to what. */
    private static final List<String> WANTED = List.of(
            "DocumentReference.subject>Patient",
            "DocumentReference.context.encounter>Encounter",
            "DocumentReference.author>Practitioner",
            "DocumentReference.author>PractitionerRole",
            "DocumentReference.authenticator>Practitioner",
            "DocumentReference.authenticator>PractitionerRole",
            "DocumentReference.custodian>Organization",
            "DocumentReference.relatesTo.target>DocumentReference",
            "Encounter.subject>Patient",
            "Encounter.participant.individual>Practitioner",
            "Encounter.participant.individual>PractitionerRole",
            "Encounter.serviceProvider>Organization",
            "Coverage.beneficiary>Patient",
            "Coverage.payor>Organization",
            "PractitionerRole.practitioner>Practitioner",
            "PractitionerRole.organization>Organization");

    private Needs() {}

    static Set<ResourceKey> of(FhirContext fhir, Resource resource, String base) {
        return fhir.newTerser().getAllResourceReferences(resource).stream()
                .flatMap(info -> wanted(resource.fhirType(), info, base).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<ResourceKey> wanted(String type, ResourceReferenceInfo info, String base) {
        String reference = info.getResourceReference().getReferenceElement().getValue();
        String place = info.getName().startsWith(type + ".") ? info.getName() : type + "." + info.getName();
        return ResourceKey.of(reference == null ? "" : reference, base)
                .filter(key -> WANTED.contains(place + ">" + key.type()));
    }

    /** Whether what refers to it is of no use without it. */
    static boolean isVital(ResourceKey key) {
        return VITAL.contains(key.type());
    }
}
