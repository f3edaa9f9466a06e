package org.chartproof.hl7.map.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.Identifiers;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * An order of a message and what hangs on it.
 *
 * @param orc what is to be done with the order
 * @param obr what was ordered
 * @param others notes, diagnoses, timing and observations, in order
 */
record OrderGroup(Optional<Segment> orc, Optional<Segment> obr, List<Segment> others) {

    /**
     * The orders of a message. ORC opens one, OBR completes it or opens one; in OUL it is the other way round. What stands before the first, and what is said of a specimen, is
     * of no order: it comes last, as a group with neither.
     */
    static List<OrderGroup> of(Message message) {
        boolean orcFollows = message.code().equals("OUL");
        List<Building> groups = new ArrayList<>();
        Building loose = new Building();
        Building current = loose;
        for (Segment segment : message.segments()) {
            switch (segment.name()) {
                case "ORC" -> {
                    if (!(orcFollows && current.obr != null && current.orc == null)) {
                        current = new Building();
                        groups.add(current);
                    }
                    current.orc = segment;
                }
                case "OBR" -> {
                    if (current.orc == null || current.obr != null) {
                        current = new Building();
                        groups.add(current);
                    }
                    current.obr = segment;
                }
                case "SPM" -> current = loose;
                default -> current.others.add(segment);
            }
        }
        groups.add(loose);
        return groups.stream().map(Building::group).toList();
    }

    private static final class Building {
        @Nullable
        private Segment orc;

        @Nullable
        private Segment obr;

        private final List<Segment> others = new ArrayList<>();

        OrderGroup group() {
            return new OrderGroup(Optional.ofNullable(orc), Optional.ofNullable(obr), List.copyOf(others));
        }
    }

    /** Whether it is of no order. */
    boolean isLoose() {
        return orc.isEmpty() && obr.isEmpty();
    }

    /** The number that who placed the order gave it: OBR-2, else ORC-2. */
    Optional<Identifier> placer(Translation translation) {
        return number(translation, 2).map(one -> one.setType(Identifiers.type("PLAC")));
    }

    /** The number that who fills the order gave it: OBR-3, else ORC-3. */
    Optional<Identifier> filler(Translation translation) {
        return number(translation, 3).map(one -> one.setType(Identifiers.type("FILL")));
    }

    private Optional<Identifier> number(Translation translation, int field) {
        return Stream.concat(obr.stream(), orc.stream())
                .flatMap(segment -> translation
                        .types()
                        .identifiers()
                        .entity(segment.field(field).first())
                        .stream())
                .findFirst();
    }

    /** The code of what was ordered, as far as it tells orders of one number apart. */
    String service() {
        return obr.map(one -> one.field(4).first())
                .map(code -> code.component(1)
                        .asText()
                        .or(() -> code.component(4).asText())
                        .or(() -> code.component(2).asText())
                        .orElse(""))
                .orElse("");
    }

    List<Segment> all(String name) {
        return others.stream().filter(one -> one.name().equals(name)).toList();
    }

    /** Notes on the order itself: those before its first observation. */
    List<Segment> notes() {
        List<Segment> notes = new ArrayList<>();
        for (Segment segment : others) {
            if (segment.name().equals("OBX")) {
                break;
            }
            if (segment.name().equals("NTE")) {
                notes.add(segment);
            }
        }
        return notes;
    }
}
