package org.chartproof.server.intake;

import java.time.LocalDate;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;

/** Reads the facts of an encounter that the engine needs beside its notes. */
public final class FactsIntake {

    /** v3-ActCode values of an admission. */
    private static final Set<String> ADMITTED = Set.of("IMP", "ACUTE", "NONAC", "SHORT");

    private FactsIntake() {}

    /**
     * The facts; empty if neither the encounter nor a document has a date, since a code set can't be chosen without one.
     *
     * @param documents give the date where the encounter has none
     */
    public static Optional<EncounterFacts> read(
            Encounter encounter, Optional<Patient> patient, List<DocumentReference> documents) {
        Setting setting = setting(encounter);
        return serviceDate(encounter, documents)
                .map(date -> new EncounterFacts(
                        setting,
                        date,
                        patient.map(FactsIntake::sex).orElse(Sex.UNKNOWN),
                        patient.map(one -> age(one, date)).orElse(OptionalInt.empty()),
                        CodingMode.CLAIM));
    }

    /** The setting by the encounter's class (v3-ActCode): AMB, VR, HH, SS, OBSENC and others are outpatient. */
    public static Setting setting(Encounter encounter) {
        String code = encounter.getClass_().getCode();
        if (code != null && ADMITTED.contains(code)) {
            return Setting.INPATIENT;
        }
        return "EMER".equals(code) ? Setting.EMERGENCY : Setting.OUTPATIENT;
    }

    /**
     * Discharge decides for an admission, the day of the visit for all else; without a period, the newest document. The calendar
     * day is that of the time's own zone.
     */
    public static Optional<LocalDate> serviceDate(Encounter encounter, List<DocumentReference> documents) {
        Optional<LocalDate> start = day(encounter.getPeriod().getStartElement());
        Optional<LocalDate> end = day(encounter.getPeriod().getEndElement());
        Optional<LocalDate> ofEncounter =
                setting(encounter) == Setting.INPATIENT ? end.or(() -> start) : start.or(() -> end);
        return ofEncounter.or(() -> documents.stream()
                .flatMap(document ->
                        day(new DateTimeType(document.getDateElement().getValueAsString())).stream())
                .max(LocalDate::compareTo));
    }

    private static Optional<LocalDate> day(BaseDateTimeType time) {
        String value = time.getValueAsString();
        if (value == null) {
            return Optional.empty();
        }
        return switch (value.length()) {
            case 4 -> Optional.of(Year.parse(value).atDay(1));
            case 7 -> Optional.of(YearMonth.parse(value).atDay(1));
            default -> Optional.of(LocalDate.parse(value.substring(0, 10)));
        };
    }

    private static Sex sex(Patient patient) {
        if (!patient.hasGender()) {
            return Sex.UNKNOWN;
        }
        return switch (patient.getGender()) {
            case FEMALE -> Sex.FEMALE;
            case MALE -> Sex.MALE;
            default -> Sex.UNKNOWN;
        };
    }

    /** With a birth date of year or month alone, the age that the patient has at least. */
    private static OptionalInt age(Patient patient, LocalDate date) {
        String value = patient.getBirthDateElement().getValueAsString();
        if (value == null) {
            return OptionalInt.empty();
        }
        LocalDate latest =
                switch (value.length()) {
                    case 4 -> Year.parse(value).atMonth(12).atEndOfMonth();
                    case 7 -> YearMonth.parse(value).atEndOfMonth();
                    default -> LocalDate.parse(value);
                };
        return OptionalInt.of(Math.max(0, Period.between(latest, date).getYears()));
    }
}
