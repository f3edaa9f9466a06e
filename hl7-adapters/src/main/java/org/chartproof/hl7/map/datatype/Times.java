package org.chartproof.hl7.map.datatype;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.jspecify.annotations.Nullable;

/**
 * TS, DTM and DT. The precision that was sent is kept: a date alone stays a date, in any zone. A time without an offset is one of the feed's zone, never of this machine's.
 */
public final class Times {

    /** {@code YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]}, and the ISO 8601 form of the same that some senders write. */
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})(?:-?(\\d{2})(?:-?(\\d{2})(?:[T ]?(\\d{2})(?::?(\\d{2})(?::?(\\d{2})(?:[.,](\\d{1,9}))?)?)?)?)?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

    private final ZoneId zone;
    private final Remarks remarks;

    /** @param zone of times without an offset */
    public Times(ZoneId zone, Remarks remarks) {
        this.zone = zone;
        this.remarks = remarks;
    }

    /** A dateTime of the precision that was sent; what is no time is remarked on. */
    public Optional<DateTimeType> dateTime(Value value, String place) {
        return parsed(value, place).map(time -> new DateTimeType(time.fhir()));
    }

    /** A date; a time of day is left out. */
    public Optional<DateType> date(Value value, String place) {
        return parsed(value, place).map(time -> new DateType(time.date()));
    }

    /** An instant; a date alone is its first moment in the feed's zone. */
    public Optional<InstantType> instant(Value value, String place) {
        return parsed(value, place).map(time -> new InstantType(time.moment().format(MILLIS)));
    }

    /** A moment on the time line, to compare with others; a date alone is its first moment in the feed's zone. */
    public Optional<Instant> moment(Value value, String place) {
        return parsed(value, place).map(time -> time.moment().toInstant());
    }

    /** Whether a time of day was sent. */
    public boolean hasTimeOfDay(Value value) {
        return value.isPresent()
                && parse(value.text().strip()).map(Parsed::timed).orElse(false);
    }

    private Optional<Parsed> parsed(Value value, String place) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Optional<Parsed> parsed = parse(value.text().strip());
        if (parsed.isEmpty()) {
            remarks.note(place, "bad-time", "Not a date or time of HL7: left out.");
        }
        return parsed;
    }

    /**
     * @param date as FHIR writes it: year, year and month, or day
     * @param moment the first one of what was sent
     */
    private record Parsed(String date, OffsetDateTime moment, boolean timed) {

        String fhir() {
            return timed ? moment.format(moment.getNano() == 0 ? SECONDS : MILLIS) : date;
        }
    }

    private Optional<Parsed> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            int year = Integer.parseInt(form.group(1));
            if (year == 0) {
                return Optional.empty();
            }
            if (form.group(2) == null) {
                return Optional.of(dated(form.group(1), LocalDate.of(year, 1, 1)));
            }
            YearMonth month = YearMonth.of(year, number(form, 2));
            if (form.group(3) == null) {
                return Optional.of(dated(month.toString(), month.atDay(1)));
            }
            LocalDate day = month.atDay(number(form, 3));
            if (form.group(4) == null) {
                return Optional.of(dated(day.toString(), day));
            }
            LocalDateTime local = number(form, 4) == 24 && number(form, 5) == 0 && number(form, 6) == 0
                    ? day.plusDays(1).atStartOfDay()
                    : day.atTime(number(form, 4), number(form, 5), number(form, 6), nanos(form.group(7)));
            OffsetDateTime moment = form.group(8) == null
                    ? local.atZone(zone).toOffsetDateTime()
                    : local.atOffset(ZoneOffset.of(form.group(8)));
            return Optional.of(new Parsed(moment.toLocalDate().toString(), moment, true));
        } catch (DateTimeException e) {
            // A thirteenth month and the like: told as unreadable by the caller.
            return Optional.empty();
        }
    }

    private Parsed dated(String date, LocalDate first) {
        return new Parsed(date, first.atStartOfDay(zone).toOffsetDateTime(), false);
    }

    private static int number(Matcher form, int group) {
        String digits = form.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** To milliseconds: more is noise of a clock. */
    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000").substring(0, 3)) * 1_000_000;
    }
}
