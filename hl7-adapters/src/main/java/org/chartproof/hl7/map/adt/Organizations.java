package org.chartproof.hl7.map.adt;

import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;

/** References to an Organization. One with identifier and name is a resource of its own; one with less is named in the reference. */
public final class Organizations {

    private Organizations() {}

    /** A reference to an organization; empty if neither an identifier nor a name is there. */
    public static Optional<Reference> reference(
            Translation translation, Optional<Identifier> id, Optional<String> name) {
        return reference(translation, id, name, List.of(), List.of());
    }

    static Optional<Reference> reference(
            Translation translation,
            Optional<Identifier> id,
            Optional<String> name,
            List<Address> addresses,
            List<ContactPoint> contacts) {
        if (id.isEmpty()) {
            return name.map(text -> new Reference().setDisplay(text));
        }
        Identity identity = Translation.identity(Organization.class, id.get());
        Optional<Organization> organization = translation.workspace().find(Organization.class, identity);
        if (organization.isEmpty() && name.isPresent()) {
            Organization made = translation.workspace().open(Organization.class, identity);
            made.setActive(true).setName(name.get()).addIdentifier(id.get());
            addresses.forEach(made::addAddress);
            contacts.forEach(made::addTelecom);
            organization = Optional.of(made);
        }
        Reference reference =
                organization.map(Translation::reference).orElseGet(() -> new Reference().setIdentifier(id.get()));
        organization.map(Organization::getName).or(() -> name).ifPresent(reference::setDisplay);
        return Optional.of(reference);
    }
}
