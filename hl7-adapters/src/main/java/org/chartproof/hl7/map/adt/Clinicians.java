package org.chartproof.hl7.map.adt;

import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.Names;
import org.chartproof.hl7.message.Repetition;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;

/**
 * XCN as a reference to a Practitioner. One with identifier and name is a resource of its own; one with less is named in the reference, since a resource would say no more. A stored
 * name is kept: who a clinician is, is told better by the messages about staff than by those about patients.
 */
public final class Clinicians {

    private Clinicians() {}

    /**
     * A reference to a clinician.
     *
     * @param place of the field, for warnings
     * @return empty if neither an identifier nor a name is there
     */
    public static Optional<Reference> reference(Translation translation, Repetition xcn, String place) {
        Optional<HumanName> name = translation.types().names().clinician(xcn, place);
        Optional<String> display = name.map(Names::line);
        Optional<Identifier> id = translation.types().identifiers().person(xcn);
        if (id.isEmpty()) {
            return display.map(text -> new Reference().setDisplay(text));
        }
        Identity identity = Translation.identity(Practitioner.class, id.get());
        Optional<Practitioner> practitioner = translation.workspace().find(Practitioner.class, identity);
        if (practitioner.isEmpty()) {
            practitioner = name.filter(HumanName::hasFamily).map(full -> made(translation, identity, id.get(), full));
        }
        Reference reference =
                practitioner.map(Translation::reference).orElseGet(() -> new Reference().setIdentifier(id.get()));
        practitioner
                .filter(Practitioner::hasName)
                .map(one -> Names.line(one.getNameFirstRep()))
                .or(() -> display)
                .ifPresent(reference::setDisplay);
        return Optional.of(reference);
    }

    private static Practitioner made(Translation translation, Identity identity, Identifier id, HumanName name) {
        Practitioner practitioner = translation.workspace().open(Practitioner.class, identity);
        practitioner.setActive(true).addIdentifier(id).addName(name);
        return practitioner;
    }
}
