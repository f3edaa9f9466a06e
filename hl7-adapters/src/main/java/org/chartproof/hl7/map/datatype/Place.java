package org.chartproof.hl7.map.datatype;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.hl7.message.Repetition;

/**
 * A PL: where a patient is.
 *
 * @param unit point of care, such as a ward or a clinic
 * @param facility an HD
 * @param description free text, in place of all else with some senders
 */
public record Place(
        Optional<String> unit,
        Optional<String> room,
        Optional<String> bed,
        Repetition facility,
        Optional<String> building,
        Optional<String> floor,
        Optional<String> description) {

    /** Empty if nothing but a facility or a status is there. */
    public static Optional<Place> of(Repetition pl) {
        Place place = new Place(
                pl.component(1).asText(),
                pl.component(2).asText(),
                pl.component(3).asText(),
                pl.nested(4),
                pl.component(7).asText(),
                pl.component(8).asText(),
                pl.component(9).asText());
        return place.label().isEmpty() ? Optional.empty() : Optional.of(place);
    }

    /** What tells it apart within its facility. */
    public String key() {
        return Stream.of(
                        unit,
                        room,
                        bed,
                        building,
                        floor,
                        unit.or(() -> room).or(() -> bed).isPresent() ? Optional.<String>empty() : description)
                .map(part -> part.orElse(""))
                .collect(Collectors.joining("^"))
                .replaceAll("\\^+$", "");
    }

    /** For people: unit, room and bed; else building and floor; else the description. */
    public String label() {
        String label = joined(unit, room, bed);
        return label.isEmpty() ? joined(building, floor, description) : label;
    }

    @SafeVarargs
    private static String joined(Optional<String>... parts) {
        return Stream.of(parts).flatMap(Optional::stream).collect(Collectors.joining(" "));
    }
}
