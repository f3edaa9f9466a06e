package org.chartproof.hl7.map.adt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.Identifiers;
import org.chartproof.hl7.map.datatype.Systems;
import org.chartproof.hl7.message.Field;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;

/**
 * The identifiers of a patient in a message.
 *
 * @param all what Patient.identifier is to hold
 * @param keys those that find the patient again, the medical record number first; empty if there is none
 */
record PatientIdentifiers(List<Identifier> all, List<Identifier> keys) {

    private static final String SOCIAL_SECURITY = "SS";
    private static final String DRIVERS_LICENSE = "DL";

    /** Types of table 0203 that name a visit or an account, not a patient. */
    private static final Set<String> OF_VISITS = Set.of("AN", "VN", "ANON", "ANC", "AND", "ANT");

    /** Types that more than one patient may share, or that are mistyped too often to tell patients apart: shown, never searched by. */
    private static final Set<String> NO_KEYS = Set.of(
            "SS", "DL", "PPN", "TAX", "BC", "CC", "HC", "MA", "MB", "MC", "MCD", "MI", "NIIP", "NPI", "EN", "MS", "SN",
            "WC", "XX");

    static PatientIdentifiers of(Translation translation, Segment pid) {
        List<Identifier> ofList = read(translation, pid, 3);
        List<Identifier> older = Stream.concat(read(translation, pid, 2).stream(), read(translation, pid, 4).stream())
                .toList();
        List<Identifier> all = new ArrayList<>(ofList);
        all.addAll(older);
        socialSecurity(translation, pid)
                .filter(ssn -> all.stream().noneMatch(one -> isOf(one, SOCIAL_SECURITY)))
                .ifPresent(all::add);
        driversLicense(pid).ifPresent(all::add);
        List<Identifier> keys = keys(ofList);
        if (keys.isEmpty()) {
            keys = keys(older);
        }
        if (keys.isEmpty()) {
            keys = ofList;
        }
        return new PatientIdentifiers(distinct(all), keys);
    }

    /** The identifiers of MRG-1, which are given up: all of them, the medical record number first. */
    static List<Identifier> givenUp(Translation translation, Segment mrg) {
        List<Identifier> list = read(translation, mrg, 1);
        List<Identifier> keys = keys(list);
        List<Identifier> found = keys.isEmpty() ? list : keys;
        return found.isEmpty() ? read(translation, mrg, 4) : found;
    }

    /** Adds identifiers to those of a patient: known ones stay as they are in use, none is removed. */
    void addTo(Patient patient) {
        for (Identifier identifier : all) {
            Optional<Identifier> known = patient.getIdentifier().stream()
                    .filter(one -> isSame(one, identifier))
                    .findFirst();
            if (known.isEmpty()) {
                patient.addIdentifier(identifier);
            } else {
                if (identifier.hasType()) {
                    known.get().setType(identifier.getType());
                }
                if (identifier.hasPeriod()) {
                    known.get().setPeriod(identifier.getPeriod());
                }
            }
        }
    }

    static boolean isSame(Identifier one, Identifier other) {
        return other.getValue().equals(one.getValue()) && other.getSystem().equals(one.getSystem());
    }

    /** Whether a patient has an identifier that was given up for another. */
    static boolean hasOld(Patient patient, Identifier identifier) {
        return patient.getIdentifier().stream()
                .anyMatch(one -> isSame(one, identifier) && one.getUse() == IdentifierUse.OLD);
    }

    private static List<Identifier> read(Translation translation, Segment segment, int field) {
        Field source = segment.field(field);
        return source.filled().stream()
                .map(cx -> translation.types().identifiers().composite(cx, segment.place(field)))
                .flatMap(Optional::stream)
                .filter(identifier -> OF_VISITS.stream().noneMatch(type -> isOf(identifier, type)))
                .toList();
    }

    static List<Identifier> keys(List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(one -> NO_KEYS.stream().noneMatch(type -> isOf(one, type)))
                .sorted(Comparator.comparing(one -> !isOf(one, "MR")))
                .toList();
    }

    private static boolean isOf(Identifier identifier, String type) {
        return Identifiers.isOfType(identifier, type);
    }

    private static Optional<Identifier> socialSecurity(Translation translation, Segment pid) {
        return pid.value(19).asText().map(number -> new Identifier()
                .setSystem(Systems.ofType(SOCIAL_SECURITY)
                        .orElse(translation.types().systems().fallback()))
                .setValue(number)
                .setType(Identifiers.type(SOCIAL_SECURITY)));
    }

    /** PID-20: number and issuing state; each state numbers on its own. */
    private static Optional<Identifier> driversLicense(Segment pid) {
        return pid.value(20).asText().map(number -> new Identifier()
                .setSystem(Systems.own("driver-license-"
                        + pid.field(20).component(2).orElse("unnamed").toLowerCase(Locale.ROOT)))
                .setValue(number)
                .setType(Identifiers.type(DRIVERS_LICENSE)));
    }

    private static List<Identifier> distinct(List<Identifier> identifiers) {
        List<Identifier> distinct = new ArrayList<>();
        for (Identifier identifier : identifiers) {
            if (distinct.stream().noneMatch(one -> isSame(one, identifier))) {
                distinct.add(identifier);
            }
        }
        return distinct;
    }
}
