package org.chartproof.server.review;

import java.util.Optional;
import java.util.Set;
import org.chartproof.server.writeback.Canonical;
import org.hl7.fhir.r4.model.Reference;

/**
 * A person as references name them.
 *
 * @param key tells one person from another: the reference, else the value of the identifier
 */
record Person(String key) {

    /** A program: it signs nothing. */
    static final Person NOBODY = new Person("");

    private static final Set<String> TYPES = Set.of("Practitioner", "PractitionerRole");

    /** The person that a reference names; empty if it names none, or something that is no person. */
    static Optional<Person> of(Reference reference) {
        if (reference.hasReference()) {
            return TYPES.contains(String.valueOf(reference.getReferenceElement().getResourceType()))
                    ? Optional.of(new Person(reference
                            .getReferenceElement()
                            .toUnqualifiedVersionless()
                            .getValue()))
                    : Optional.empty();
        }
        boolean known =
                Canonical.REVIEWER_IDENTIFIER.equals(reference.getIdentifier().getSystem())
                        && !reference.getIdentifier().getValueElement().isEmpty();
        return known ? Optional.of(new Person(reference.getIdentifier().getValue())) : Optional.empty();
    }
}
