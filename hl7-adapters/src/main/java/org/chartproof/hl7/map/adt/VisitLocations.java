package org.chartproof.hl7.map.adt;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Reference;

/** Where the patient of a visit is and was: PV1-3 as the last of Encounter.location, in the order of the moves. */
final class VisitLocations {

    private final Translation translation;
    private final Encounter encounter;
    private final List<EncounterLocationComponent> places;

    private VisitLocations(Translation translation, Encounter encounter) {
        this.translation = translation;
        this.encounter = encounter;
        this.places = encounter.getLocation();
    }

    static void update(Translation translation, Segment pv1, VisitEvent event, Encounter encounter) {
        VisitLocations locations = new VisitLocations(translation, encounter);
        Supplier<Optional<Reference>> here =
                () -> Locations.reference(translation, pv1.field(3).first());
        switch (event) {
            case TRANSFER, TO_INPATIENT, TO_OUTPATIENT -> {
                if (locations.places.isEmpty()) {
                    Locations.reference(translation, pv1.field(6).first()).ifPresent(locations::addPrior);
                }
                here.get().ifPresent(locations::move);
            }
            case CANCEL_TRANSFER -> here.get().ifPresent(locations::moveBack);
            case END -> {
                here.get().ifPresent(locations::correct);
                locations.leave();
            }
            case CANCEL_END -> {
                locations.stay();
                here.get().ifPresent(locations::correct);
            }
            case TRACK, CANCEL -> {
                if (locations.places.isEmpty()) {
                    here.get().ifPresent(locations::correct);
                }
            }
            case BEGIN, PLAN, LEAVE, RETURN, UPDATE, MENTION -> {
                if (pv1.field(3).isRemoval()) {
                    locations.places.clear();
                }
                here.get().ifPresent(locations::correct);
            }
        }
    }

    private Optional<EncounterLocationComponent> last() {
        return places.isEmpty() ? Optional.empty() : Optional.of(places.get(places.size() - 1));
    }

    private boolean isAt(Reference here) {
        return last().filter(place -> isSame(place, here)).isPresent();
    }

    private static boolean isSame(EncounterLocationComponent place, Reference here) {
        return here.getReference().equals(place.getLocation().getReference());
    }

    /** A place before the first one that is known. */
    private void addPrior(Reference prior) {
        EncounterLocationComponent place =
                encounter.addLocation().setLocation(prior).setStatus(EncounterLocationStatus.ACTIVE);
        if (encounter.getPeriod().hasStart()) {
            place.getPeriod()
                    .setStartElement(encounter.getPeriod().getStartElement().copy());
        }
    }

    private void move(Reference here) {
        if (isAt(here)) {
            return;
        }
        Optional<DateTimeType> time = translation.eventTime();
        last().ifPresent(place -> complete(place, time));
        EncounterLocationComponent place =
                encounter.addLocation().setLocation(here).setStatus(EncounterLocationStatus.ACTIVE);
        time.ifPresent(start -> place.getPeriod().setStartElement(start.copy()));
    }

    private void moveBack(Reference here) {
        if (isAt(here)) {
            return;
        }
        boolean wasThere = places.stream().anyMatch(place -> isSame(place, here));
        if (!wasThere) {
            correct(here);
            return;
        }
        while (!isAt(here)) {
            places.remove(places.size() - 1);
        }
        stay();
    }

    /** The place is another than was said, from the begin on. */
    private void correct(Reference here) {
        Optional<EncounterLocationComponent> last = last();
        if (last.isPresent()) {
            last.get().setLocation(here);
            return;
        }
        EncounterLocationComponent place =
                encounter.addLocation().setLocation(here).setStatus(EncounterLocationStatus.ACTIVE);
        if (encounter.getPeriod().hasStart()) {
            place.getPeriod()
                    .setStartElement(encounter.getPeriod().getStartElement().copy());
        }
    }

    private void leave() {
        Optional<DateTimeType> end = encounter.getPeriod().hasEnd()
                ? Optional.of(encounter.getPeriod().getEndElement())
                : Optional.empty();
        last().ifPresent(place -> complete(place, end));
    }

    private void stay() {
        last().ifPresent(place -> {
            place.setStatus(EncounterLocationStatus.ACTIVE);
            place.getPeriod().setEndElement(null);
            if (place.getPeriod().isEmpty()) {
                place.setPeriod(null);
            }
        });
    }

    private static void complete(EncounterLocationComponent place, Optional<DateTimeType> time) {
        place.setStatus(EncounterLocationStatus.COMPLETED);
        time.ifPresent(end -> place.getPeriod().setEndElement(end.copy()));
    }
}
