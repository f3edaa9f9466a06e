package org.chartproof.hl7.map.datatype;

import java.math.BigDecimal;
import java.util.Optional;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.Quantity;

/** NM and CQ as numbers and Quantity. */
public final class Quantities {

    private static final int MOST_DIGITS = 40;

    private final Codes codes;
    private final Remarks remarks;

    public Quantities(Codes codes, Remarks remarks) {
        this.codes = codes;
        this.remarks = remarks;
    }

    /** An NM; what is no number is remarked on. Written without exponent, as FHIR readers expect. */
    public Optional<BigDecimal> number(Value value, String place) {
        return value.asText().flatMap(text -> {
            if (text.length() <= MOST_DIGITS && text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)")) {
                return Optional.of(new BigDecimal(text));
            }
            remarks.note(place, "bad-number", "Not a number: left out.");
            return Optional.empty();
        });
    }

    /** A whole number of the range of int. */
    public Optional<Integer> whole(Value value, String place) {
        return number(value, place).flatMap(number -> {
            try {
                return Optional.of(number.intValueExact());
            } catch (ArithmeticException e) {
                remarks.note(place, "bad-number", "Not a whole number: left out.");
                return Optional.empty();
            }
        });
    }

    /** A CQ: number, then its unit as coded element in the subcomponents of 2. */
    public Optional<Quantity> composite(Repetition cq, String place) {
        return number(cq.component(1), place).map(number -> quantity(number, cq.nested(2)));
    }

    /** @param unit a coded element, such as OBX-6 */
    public Quantity quantity(BigDecimal number, Repetition unit) {
        Quantity quantity = new Quantity().setValue(number);
        unit.component(2).asText().or(() -> unit.component(1).asText()).ifPresent(quantity::setUnit);
        unit.component(3).asText().flatMap(codes::system).ifPresent(system -> {
            quantity.setSystem(system);
            unit.component(1).asText().ifPresent(quantity::setCode);
        });
        return quantity;
    }
}
