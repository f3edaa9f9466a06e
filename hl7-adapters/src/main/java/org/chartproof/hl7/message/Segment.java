package org.chartproof.hl7.message;

import java.util.List;

/**
 * A segment.
 *
 * @param name three characters, such as PID
 * @param number which one of its name in the message, counted from 1: how an error names it ("OBX 3")
 * @param fields without the name; {@code fields.get(0)} is field 1. Of MSH, field 1 is the separator, as HL7 counts
 */
public record Segment(String name, int number, List<Field> fields) {

    public Segment {
        fields = List.copyOf(fields);
    }

    /**
     * @param number counted from 1, as HL7 does
     * @return the field; an absent one beyond the last
     */
    public Field field(int number) {
        return number < 1 || number > fields.size() ? Field.ABSENT : fields.get(number - 1);
    }

    /** The first component of the first repetition of a field. */
    public Value value(int field) {
        return field(field).value();
    }

    /** Where a field stands, for people: {@code OBX[3]-5}. */
    public String place(int field) {
        return name + "[" + number + "]-" + field;
    }
}
