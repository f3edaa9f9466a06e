package org.chartproof.hl7.map.adt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.DataTypes;
import org.chartproof.hl7.map.datatype.Names;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;

/** NK1 as RelatedPerson, known by patient, name and relationship. */
public final class RelatedPersonMapping {

    private final Translation translation;
    private final DataTypes types;
    private final Patient patient;

    private RelatedPersonMapping(Translation translation, Patient patient) {
        this.translation = translation;
        this.types = translation.types();
        this.patient = patient;
    }

    /** Maps the NK1 of a message; one without a name is left out. */
    public static void map(Translation translation, Patient patient) {
        RelatedPersonMapping mapping = new RelatedPersonMapping(translation, patient);
        translation.message().all("NK1").forEach(mapping::map);
    }

    private void map(Segment nk1) {
        Optional<HumanName> name = types.names().person(nk1.field(2).first(), nk1.place(2));
        if (name.isEmpty()) {
            return;
        }
        RelatedPerson person = Owned.open(translation, RelatedPerson.class, patient, key(nk1, name.get()));
        person.setActive(true).setPatient(Translation.reference(patient));
        Update.all(nk1.field(2), rep -> types.names().person(rep, nk1.place(2)), person::setName);
        Update.one(
                nk1.field(3),
                rep -> types.codes().concept(rep, Vocabulary.RELATIONSHIP, nk1.place(3)),
                relationship -> person.setRelationship(
                        relationship == null ? List.of() : new ArrayList<>(List.of(relationship))));
        Update.all(nk1.field(4), rep -> types.addresses().address(rep, nk1.place(4)), person::setAddress);
        telecom(nk1, person);
        Update.one(
                nk1.value(15),
                value -> types.codes()
                        .code(value, Vocabulary.ADMINISTRATIVE_SEX, nk1.place(15))
                        .map(AdministrativeGender::fromCode),
                person::setGender);
        Update.one(nk1.value(16), value -> types.times().date(value, nk1.place(16)), person::setBirthDateElement);
        Update.one(nk1.value(8), value -> types.times().dateTime(value, nk1.place(8)), start -> person.getPeriod()
                .setStartElement(start));
        Update.one(nk1.value(9), value -> types.times().dateTime(value, nk1.place(9)), end -> person.getPeriod()
                .setEndElement(end));
        if (person.getPeriod().isEmpty()) {
            person.setPeriod(null);
        }
    }

    private static String key(Segment nk1, HumanName name) {
        return Names.line(name).toLowerCase(Locale.ROOT) + "|"
                + nk1.field(3).component(1).orElse("").toUpperCase(Locale.ROOT);
    }

    /** Home numbers of NK1-5 and business numbers of NK1-6 come together. */
    private void telecom(Segment nk1, RelatedPerson person) {
        if (nk1.field(5).isAbsent() && nk1.field(6).isAbsent()) {
            return;
        }
        List<ContactPoint> all = new ArrayList<>();
        nk1.field(5).filled().forEach(rep -> types.contacts()
                .contact(rep, Optional.of(ContactPointUse.HOME), nk1.place(5))
                .ifPresent(all::add));
        nk1.field(6).filled().forEach(rep -> types.contacts()
                .contact(rep, Optional.of(ContactPointUse.WORK), nk1.place(6))
                .ifPresent(all::add));
        person.setTelecom(all);
    }
}
