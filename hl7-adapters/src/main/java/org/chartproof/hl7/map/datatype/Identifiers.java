package org.chartproof.hl7.map.datatype;

import java.util.Locale;
import java.util.Optional;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;

/** CX, EI and the ids in XCN and XON as Identifier. Each has a system: that of its authority, of its type, or of the sender. */
public final class Identifiers {

    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203";

    private final Systems systems;
    private final Times times;

    public Identifiers(Systems systems, Times times) {
        this.systems = systems;
        this.times = times;
    }

    /** A CX: value, check digit, its scheme, authority (else the facility in 6), type, facility, begin, end. Empty without a value. */
    public Optional<Identifier> composite(Repetition cx, String place) {
        Repetition authority = cx.nested(4).isEmpty() ? cx.nested(6) : cx.nested(4);
        return identifier(cx.component(1), authority, cx.component(5)).map(identifier -> {
            times.dateTime(cx.component(7), place)
                    .ifPresent(start -> identifier.getPeriod().setStartElement(start));
            times.dateTime(cx.component(8), place)
                    .ifPresent(end -> identifier.getPeriod().setEndElement(end));
            return identifier;
        });
    }

    /** An EI: value, then an authority as HD in components 2 to 4. Empty without a value. */
    public Optional<Identifier> entity(Repetition ei) {
        return identifier(ei.component(1), systems.authority(authorityFrom(ei, 2)), Value.ABSENT);
    }

    /** The id of an XCN: value in 1, authority in 9, type in 13. Empty without a value. */
    public Optional<Identifier> person(Repetition xcn) {
        return identifier(xcn.component(1), xcn.nested(9), xcn.component(13));
    }

    /** The id of an XON: value in 10, else in 3; authority in 6, type in 7. Empty without a value. */
    public Optional<Identifier> organization(Repetition xon) {
        Value id = xon.component(10).isPresent() ? xon.component(10) : xon.component(3);
        return identifier(id, xon.nested(6), xon.component(7));
    }

    /**
     * An identifier of parts.
     *
     * @param authority an HD
     * @param type of HL7 table 0203
     */
    public Optional<Identifier> identifier(Value value, Repetition authority, Value type) {
        return identifier(value, systems.authority(authority), type);
    }

    private Optional<Identifier> identifier(Value value, Optional<String> authority, Value type) {
        return value.asText().map(text -> {
            Optional<String> code = type.asText().map(one -> one.toUpperCase(Locale.ROOT));
            Identifier identifier = new Identifier().setValue(text);
            identifier.setSystem(
                    authority.or(() -> code.flatMap(Systems::ofType)).orElse(systems.fallback()));
            code.ifPresent(one -> identifier.setType(type(one)));
            return identifier;
        });
    }

    /** @param code of HL7 table 0203 */
    public static CodeableConcept type(String code) {
        return new CodeableConcept(new Coding().setSystem(TYPES).setCode(code));
    }

    /** Whether an identifier is of a type of HL7 table 0203. */
    public static boolean isOfType(Identifier identifier, String code) {
        return identifier.getType().hasCoding(TYPES, code);
    }

    private static Repetition authorityFrom(Repetition repetition, int first) {
        return first > repetition.components().size()
                ? Repetition.EMPTY
                : new Repetition(repetition
                        .components()
                        .subList(first - 1, repetition.components().size()));
    }
}
