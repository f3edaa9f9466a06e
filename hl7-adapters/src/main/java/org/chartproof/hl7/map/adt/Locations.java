package org.chartproof.hl7.map.adt;

import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.Place;
import org.chartproof.hl7.message.Repetition;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Location.LocationMode;
import org.hl7.fhir.r4.model.Location.LocationStatus;
import org.hl7.fhir.r4.model.Reference;

/** PL as a reference to one Location: the innermost place that is named, not a chain of bed, room, ward and house. */
public final class Locations {

    private static final String PHYSICAL_TYPE = "http://terminology.hl7.org/CodeSystem/location-physical-type";

    private Locations() {}

    /** A reference to the place; empty if none is named. */
    public static Optional<Reference> reference(Translation translation, Repetition pl) {
        return Place.of(pl).map(place -> Translation.reference(location(translation, place))
                .setDisplay(place.label()));
    }

    private static Location location(Translation translation, Place place) {
        String system = translation
                .types()
                .systems()
                .authority(place.facility())
                .orElse(translation.types().systems().fallback());
        Location location = translation.workspace().open(Location.class, new Identity("Location", system, place.key()));
        if (!location.hasName()) {
            location.addIdentifier().setSystem(system).setValue(place.key());
            location.setName(place.label()).setStatus(LocationStatus.ACTIVE).setMode(LocationMode.INSTANCE);
            place.description().ifPresent(location::setDescription);
            physicalType(place).ifPresent(type -> location.setPhysicalType(new CodeableConcept(type)));
        }
        return location;
    }

    private static Optional<Coding> physicalType(Place place) {
        if (place.bed().isPresent()) {
            return Optional.of(new Coding(PHYSICAL_TYPE, "bd", "Bed"));
        }
        // A unit alone may be a ward as well as a clinic.
        return place.room().map(room -> new Coding(PHYSICAL_TYPE, "ro", "Room"));
    }
}
