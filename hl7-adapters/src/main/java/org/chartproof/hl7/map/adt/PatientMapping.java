package org.chartproof.hl7.map.adt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.Workspace;
import org.chartproof.hl7.map.datatype.DataTypes;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.PatientCommunicationComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** PID and PD1 as Patient. */
public final class PatientMapping {

    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";

    private final Translation translation;
    private final DataTypes types;
    private final Segment pid;
    private final Patient patient;

    private PatientMapping(Translation translation, Segment pid, Patient patient) {
        this.translation = translation;
        this.types = translation.types();
        this.pid = pid;
        this.patient = patient;
    }

    /**
     * Finds and updates the patient of a message; makes one at first sight. One whose identifier was merged into another's is that other.
     *
     * @return empty if there is no PID or no identifier in it
     */
    public static Optional<Patient> map(Translation translation) {
        return translation.message().first("PID").flatMap(pid -> map(translation, pid));
    }

    private static Optional<Patient> map(Translation translation, Segment pid) {
        PatientIdentifiers identifiers = PatientIdentifiers.of(translation, pid);
        if (identifiers.keys().isEmpty()) {
            return Optional.empty();
        }
        Patient patient = find(translation, identifiers.keys()).orElseGet(() -> translation
                .workspace()
                .open(
                        Patient.class,
                        Translation.identity(Patient.class, identifiers.keys().get(0))));
        makeKnown(translation, patient, identifiers.keys(), pid.place(3));
        identifiers.addTo(patient);
        new PatientMapping(translation, pid, patient).update();
        return Optional.of(patient);
    }

    /** The first patient that one of the identifiers leads to. */
    static Optional<Patient> find(Translation translation, List<Identifier> keys) {
        return keys.stream()
                .flatMap(key ->
                        translation.workspace().find(Patient.class, Translation.identity(Patient.class, key)).stream())
                .findFirst();
    }

    private static void makeKnown(Translation translation, Patient patient, List<Identifier> keys, String place) {
        Workspace workspace = translation.workspace();
        for (Identifier key : keys) {
            Optional<Patient> known = workspace.find(Patient.class, Translation.identity(Patient.class, key));
            if (known.isEmpty()) {
                workspace.alias(Translation.identity(Patient.class, key), patient);
            } else if (known.get() != patient) {
                translation.warn(
                        place,
                        "identifier-of-another-patient",
                        "Identifiers of two stored patients: the first one was taken. They may have to be merged.");
            }
        }
    }

    private void update() {
        if (!patient.hasActive()) {
            patient.setActive(true);
        }
        names();
        Update.one(
                pid.value(8),
                value -> types.codes()
                        .code(value, Vocabulary.ADMINISTRATIVE_SEX, pid.place(8))
                        .map(AdministrativeGender::fromCode),
                patient::setGender);
        birth();
        contacts();
        Update.one(
                pid.field(16),
                rep -> types.codes().concept(rep, Vocabulary.MARITAL_STATUS, pid.place(16)),
                patient::setMaritalStatus);
        Update.one(pid.field(15), rep -> types.codes().concept(rep, "urn:ietf:bcp:47"), this::setLanguage);
        death();
        Update.one(
                pid.field(17),
                rep -> types.codes().concept(rep, "http://terminology.hl7.org/CodeSystem/v2-0006"),
                concept -> extend(CORE + "patient-religion", concept));
        Update.all(
                pid.field(10),
                rep -> types.codes().concept(rep, RaceAndEthnicity.SYSTEM),
                races -> extend(RaceAndEthnicity.race(races), RaceAndEthnicity.RACE));
        Update.all(
                pid.field(22),
                rep -> types.codes().concept(rep, RaceAndEthnicity.SYSTEM),
                groups -> extend(RaceAndEthnicity.ethnicity(groups), RaceAndEthnicity.ETHNICITY));
        translation.message().first("PD1").ifPresent(this::practitioners);
    }

    /** PID-5, and with it the aliases of PID-9. */
    private void names() {
        Update.all(pid.field(5), rep -> types.names().person(rep, pid.place(5)), names -> {
            List<HumanName> all = new ArrayList<>(names);
            Update.all(pid.field(9), rep -> types.names().person(rep, pid.place(9)), all::addAll);
            patient.setName(all);
        });
        Update.one(
                pid.field(6),
                rep -> types.names().person(rep, pid.place(6)),
                name -> extend(
                        CORE + "patient-mothersMaidenName",
                        name == null
                                ? null
                                : new StringType(name.hasFamily() ? name.getFamily() : name.getGivenAsSingleString())));
    }

    private void birth() {
        Value time = pid.value(7);
        Update.one(time, value -> types.times().date(value, pid.place(7)), date -> {
            patient.setBirthDateElement(date);
            if (date != null && types.times().hasTimeOfDay(time)) {
                types.times()
                        .dateTime(time, pid.place(7))
                        .ifPresent(moment -> date.addExtension(CORE + "patient-birthTime", moment));
            }
        });
        Update.one(
                pid.value(23),
                Value::asText,
                text -> extend(CORE + "patient-birthPlace", text == null ? null : new Address().setText(text)));
        if (pid.value(25).isAbsent()) {
            Update.one(pid.value(24), PatientMapping::yesOrNo, patient::setMultipleBirth);
        } else {
            Update.one(
                    pid.value(25),
                    value -> types.quantities().whole(value, pid.place(25)).map(IntegerType::new),
                    patient::setMultipleBirth);
        }
    }

    private void contacts() {
        Update.all(pid.field(11), rep -> types.addresses().address(rep, pid.place(11)), addresses -> {
            patient.setAddress(new ArrayList<>(addresses));
            pid.value(12)
                    .asText()
                    .filter(county -> !addresses.isEmpty() && !addresses.get(0).hasDistrict())
                    .ifPresent(county -> patient.getAddressFirstRep().setDistrict(county));
        });
        telecom(13, ContactPointUse.HOME, one -> one.getUse() != ContactPointUse.WORK);
        telecom(14, ContactPointUse.WORK, one -> one.getUse() == ContactPointUse.WORK);
        Update.all(
                pid.field(40),
                rep -> types.contacts().contact(rep, Optional.empty(), pid.place(40)),
                all -> all.forEach(this::addTelecom));
    }

    /** PID-13 stands for the numbers that are not of work, PID-14 for those that are: each replaces its own, work comes last. */
    private void telecom(int number, ContactPointUse usual, Predicate<ContactPoint> own) {
        Update.all(
                pid.field(number),
                rep -> types.contacts().contact(rep, Optional.of(usual), pid.place(number)),
                contacts -> {
                    List<ContactPoint> others =
                            patient.getTelecom().stream().filter(own.negate()).toList();
                    patient.setTelecom(new ArrayList<>());
                    (usual == ContactPointUse.WORK ? others : contacts).forEach(this::addTelecom);
                    (usual == ContactPointUse.WORK ? contacts : others).forEach(this::addTelecom);
                });
    }

    private void addTelecom(ContactPoint contact) {
        boolean known = patient.getTelecom().stream()
                .anyMatch(one -> contact.getValue().equals(one.getValue()) && one.getSystem() == contact.getSystem());
        if (!known) {
            patient.addTelecom(contact);
        }
    }

    private void setLanguage(@Nullable CodeableConcept language) {
        patient.setCommunication(
                language == null ? List.of() : List.of(new PatientCommunicationComponent(language).setPreferred(true)));
    }

    /** PID-29 says when, PID-30 whether. */
    private void death() {
        if (pid.value(29).isPresent()
                || pid.value(29).isRemoval() && pid.value(30).isAbsent()) {
            Update.one(pid.value(29), value -> types.times().dateTime(value, pid.place(29)), patient::setDeceased);
        } else if (!(patient.getDeceased() instanceof DateTimeType
                && pid.value(30).orElse("").equalsIgnoreCase("Y"))) {
            Update.one(pid.value(30), PatientMapping::yesOrNo, patient::setDeceased);
        }
    }

    private void practitioners(Segment pd1) {
        Update.all(
                pd1.field(4),
                rep -> Clinicians.reference(translation, rep, pd1.place(4)),
                clinicians -> patient.setGeneralPractitioner(new ArrayList<>(clinicians)));
    }

    private void extend(String url, @Nullable Type value) {
        extend(value == null ? Optional.empty() : Optional.of(new Extension(url, value)), url);
    }

    private void extend(Optional<Extension> extension, String url) {
        patient.getExtension().removeIf(one -> url.equals(one.getUrl()));
        extension.ifPresent(patient::addExtension);
    }

    private static Optional<BooleanType> yesOrNo(Value value) {
        return switch (value.orElse("").toUpperCase(Locale.ROOT)) {
            case "Y" -> Optional.of(new BooleanType(true));
            case "N" -> Optional.of(new BooleanType(false));
            default -> Optional.empty();
        };
    }
}
