package org.chartproof.server.writeback;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.util.Date;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.jspecify.annotations.Nullable;

/** Times as they are written: always in UTC, so that nodes in different time zones write the same bytes. */
final class Times {

    private Times() {}

    static DateTimeType dateTime(Date date) {
        return new DateTimeType(date, TemporalPrecisionEnum.SECOND, TimeZone.getTimeZone("UTC"));
    }

    static InstantType instant(Date date) {
        return new InstantType(date, TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone("UTC"));
    }

    /** The later of two; the other, where the first was never set. */
    static Date later(@Nullable Date one, Date other) {
        return one != null && one.after(other) ? one : other;
    }
}
