package org.chartproof.server.ehr.arrival;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.ehr.identity.ForeignId;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Makes a resource of an EHR one of this server: its id, and those that it refers to. Where it is from stays known: {@code meta.source} is its URL, and an identifier holds the id that the EHR gave
 * it. A reference to what is not here becomes one by identifier, which claims nothing.
 */
final class Localizer {

    /** Marks the attachment whose content was fetched. */
    static final String CONTENT = "chartproof.content";

    private final FhirContext fhir;
    private final String source;
    private final String base;

    Localizer(FhirContext fhir, String source, String base) {
        this.fhir = fhir;
        this.source = source;
        this.base = base;
    }

    /** The keys that a resource refers to. */
    Set<ResourceKey> targets(Resource resource) {
        Set<ResourceKey> targets = new HashSet<>();
        for (ResourceReferenceInfo info : fhir.newTerser().getAllResourceReferences(resource)) {
            target(info).ifPresent(targets::add);
        }
        return targets;
    }

    private Optional<ResourceKey> target(ResourceReferenceInfo info) {
        String reference = info.getResourceReference().getReferenceElement().getValue();
        return ResourceKey.of(reference == null ? "" : reference, base);
    }

    /** The resource under its local id. */
    Resource localized(Part part, Set<ResourceKey> present) {
        Resource resource = part.resource();
        resource.setId(part.key().type() + "/" + part.key().localId(source));
        Meta meta = new Meta().setSource(base + "/" + part.key());
        resource.getMeta().getSecurity().forEach(meta::addSecurity);
        resource.setMeta(meta);
        if (resource instanceof DomainResource domain) {
            // What the EHR wrote for people's eyes is not shown, and is not kept.
            domain.setText(null);
        }
        Identifier identifier = (Identifier) resource.addChild("identifier");
        identifier.setSystem(ForeignId.system(source)).setValue(part.key().toString());
        for (ResourceReferenceInfo info : fhir.newTerser().getAllResourceReferences(resource)) {
            localize((Reference) info.getResourceReference(), target(info), present);
        }
        if (part.content().isPresent() && resource instanceof DocumentReference document) {
            document.getContent().stream()
                    .map(content -> content.getAttachment())
                    .filter(attachment -> attachment.getUserData(CONTENT) != null)
                    .forEach(attachment -> attachment.setUrl("Binary/" + contentId(part.key())));
        }
        return resource;
    }

    /** The content of a document, readable by whoever may read the document's patient. */
    Binary content(Part part, Binary binary) {
        binary.setId("Binary/" + contentId(part.key()));
        binary.setMeta(new Meta().setSource(base + "/" + part.key()));
        part.patient()
                .ifPresent(patient -> binary.setSecurityContext(new Reference("Patient/" + patient.localId(source))));
        return binary;
    }

    private String contentId(ResourceKey document) {
        return new ResourceKey("Binary", document.type() + "." + document.id()).localId(source);
    }

    private void localize(Reference reference, Optional<ResourceKey> target, Set<ResourceKey> present) {
        String value = reference.getReferenceElement().getValue();
        if (value == null || value.startsWith("#")) {
            return;
        }
        reference.setResource(null);
        if (target.isPresent() && present.contains(target.get())) {
            reference.setReference(target.get().type() + "/" + target.get().localId(source));
            return;
        }
        reference.setReference(null);
        if (!reference.hasIdentifier()) {
            reference.setIdentifier(
                    target.isPresent()
                            ? new Identifier()
                                    .setSystem(ForeignId.system(source))
                                    .setValue(target.get().toString())
                            : new Identifier().setSystem("urn:ietf:rfc:3986").setValue(value));
        }
    }
}
