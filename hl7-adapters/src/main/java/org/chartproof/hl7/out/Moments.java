package org.chartproof.hl7.out;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hl7.fhir.r4.model.BaseDateTimeType;

/** FHIR dates and times as those of HL7 v2 (DTM), as precise as they are and with their own offset. */
final class Moments {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT);

    private Moments() {}

    static String of(OffsetDateTime time) {
        return STAMP.format(time);
    }

    /** @return empty if it holds nothing */
    static String of(BaseDateTimeType time) {
        if (!time.hasValue()) {
            return "";
        }
        String digits = time.getValueAsString().replaceAll("[-:T]", "");
        TemporalPrecisionEnum precision = time.getPrecision();
        if (precision.ordinal() <= TemporalPrecisionEnum.DAY.ordinal()) {
            return digits;
        }
        return STAMP.format(OffsetDateTime.parse(
                time.getValueAsString().matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                        ? time.getValueAsString()
                        : time.getValueAsString() + "Z"));
    }

    /** The day alone. */
    static String day(BaseDateTimeType time) {
        String whole = of(time);
        return whole.length() > 8 ? whole.substring(0, 8) : whole;
    }
}
