package org.chartproof.server.security.fhir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chartproof.server.security.rights.Extent.Chart;
import org.chartproof.server.security.rights.Rights;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Whose a resource is. Wider than the patient compartment of FHIR R4, which leaves out the Task that is for a patient, the Provenance of a patient's Claim and the text of a patient's note.
 */
final class Belongings {

    /** Elements that name whom a resource is about. */
    private static final List<String> ABOUT = List.of("patient", "subject", "beneficiary", "for");

    /** Elements that name the encounter: {@code context} in ChargeItem. */
    private static final List<String> ENCOUNTER = List.of("encounter", "context");

    private final Function<IIdType, Optional<Resource>> stored;

    /** @param stored reads a resource by its id, empty if there is none */
    Belongings(Function<IIdType, Optional<Resource>> stored) {
        this.stored = stored;
    }

    /** Whether a resource is of a chart, or nobody's. */
    boolean isOf(Chart chart, Resource resource) {
        if (Rights.isDirectory(resource.fhirType())) {
            return true;
        }
        if (resource instanceof Patient patient) {
            return patient.getIdElement().getIdPart() != null
                    && patient.getIdElement().getIdPart().equals(chart.patient());
        }
        if (resource instanceof Provenance provenance) {
            return !provenance.getTarget().isEmpty()
                    && provenance.getTarget().stream().allMatch(target -> isVisible(chart, target));
        }
        if (resource instanceof Binary binary) {
            return binary.hasSecurityContext() && isVisible(chart, binary.getSecurityContext());
        }
        if (resource instanceof Device device && !device.hasPatient()) {
            return true;
        }
        return isAbout(chart, resource) && isOfEncounter(chart, resource);
    }

    /** Whether what a reference leads to is of a chart, or nobody's, or is made together with what refers to it, which is judged by itself. */
    boolean isVisible(Chart chart, Reference reference) {
        IIdType id = reference.getReferenceElement();
        if (!reference.hasReference()
                || id.isLocal()
                || reference.getReference().startsWith("urn:")) {
            return true;
        }
        if (!id.hasResourceType() || !id.hasIdPart() || id.isAbsolute()) {
            return false;
        }
        if (id.getResourceType().equals("Patient")) {
            return id.getIdPart().equals(chart.patient());
        }
        return Rights.isDirectory(id.getResourceType())
                || stored.apply(id.toUnqualifiedVersionless())
                        .filter(target -> !leadsOn(target))
                        .filter(target -> isOf(chart, target))
                        .isPresent();
    }

    /** A Provenance of a Provenance, or a Binary in the context of one or of another Binary, would lead round in circles. */
    private static boolean leadsOn(Resource target) {
        return target instanceof Provenance
                || target instanceof Binary binary
                        && Set.of("Binary", "Provenance")
                                .contains(String.valueOf(binary.getSecurityContext()
                                        .getReferenceElement()
                                        .getResourceType()));
    }

    private static boolean isAbout(Chart chart, Resource resource) {
        List<Reference> about = references(resource, ABOUT).toList();
        return !about.isEmpty()
                && about.stream()
                        .allMatch(reference -> reference.getReferenceElement().hasIdPart()
                                && "Patient"
                                        .equals(reference.getReferenceElement().getResourceType())
                                && !reference.getReferenceElement().isAbsolute()
                                && reference.getReferenceElement().getIdPart().equals(chart.patient()));
    }

    private static boolean isOfEncounter(Chart chart, Resource resource) {
        if (chart.encounter().isEmpty()) {
            return true;
        }
        String encounter = chart.encounter().get();
        if (resource instanceof Encounter itself) {
            return encounter.equals(itself.getIdElement().getIdPart());
        }
        return encounters(resource)
                .map(Reference::getReferenceElement)
                .filter(reference -> "Encounter".equals(reference.getResourceType()))
                .allMatch(reference -> encounter.equals(reference.getIdPart()));
    }

    private static Stream<Reference> encounters(Resource resource) {
        Stream<Reference> own = references(resource, ENCOUNTER);
        if (resource instanceof DocumentReference document) {
            return document.getContext().getEncounter().stream();
        }
        if (resource instanceof Claim claim) {
            return Stream.concat(
                    claim.getItem().stream().flatMap(item -> item.getEncounter().stream()),
                    // Where our own claims name it, since they may have no item.
                    claim.getExtension().stream()
                            .map(extension -> extension.getValue())
                            .filter(Reference.class::isInstance)
                            .map(Reference.class::cast));
        }
        return own;
    }

    private static Stream<Reference> references(Resource resource, List<String> elements) {
        return elements.stream()
                .map(resource::getNamedProperty)
                .filter(property -> property != null)
                .map(Property::getValues)
                .flatMap(List<Base>::stream)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast);
    }
}
