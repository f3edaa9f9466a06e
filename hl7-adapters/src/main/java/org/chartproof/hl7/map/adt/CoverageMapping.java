package org.chartproof.hl7.map.adt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.DataTypes;
import org.chartproof.hl7.map.datatype.Names;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** IN1 as Coverage, known by patient, company, plan and policy number. */
public final class CoverageMapping {

    private static final String CLASS = "http://terminology.hl7.org/CodeSystem/coverage-class";

    private final Translation translation;
    private final DataTypes types;
    private final Patient patient;

    private CoverageMapping(Translation translation, Patient patient) {
        this.translation = translation;
        this.types = translation.types();
        this.patient = patient;
    }

    /** Maps the IN1 of a message. */
    public static void map(Translation translation, Patient patient) {
        CoverageMapping mapping = new CoverageMapping(translation, patient);
        translation.message().all("IN1").forEach(mapping::map);
    }

    private void map(Segment in1) {
        Optional<Reference> payor = payor(in1);
        Optional<String> member = in1.value(36).asText().or(() -> in1.value(49).asText());
        if (payor.isEmpty() && member.isEmpty()) {
            translation.warn(
                    in1.place(3), "no-insurance", "Neither a company nor a policy number: the insurance was left out.");
            return;
        }
        Coverage coverage = Owned.open(translation, Coverage.class, patient, key(in1, member));
        coverage.setStatus(CoverageStatus.ACTIVE).setBeneficiary(Translation.reference(patient));
        payor.ifPresent(company -> coverage.setPayor(new ArrayList<>(List.of(company))));
        if (!coverage.hasPayor()) {
            coverage.addPayor(new Reference().setDisplay("not named"));
        }
        member.ifPresent(coverage::setSubscriberId);
        Update.one(
                in1.value(1),
                value -> types.quantities().whole(value, in1.place(1)).filter(order -> order > 0),
                order -> {
                    if (order == null) {
                        coverage.setOrderElement(null);
                    } else {
                        coverage.setOrder(order);
                    }
                });
        Update.one(in1.field(15), types.codes()::concept, coverage::setType);
        Update.one(in1.value(12), value -> types.times().dateTime(value, in1.place(12)), start -> coverage.getPeriod()
                .setStartElement(start));
        Update.one(in1.value(13), value -> types.times().dateTime(value, in1.place(13)), end -> coverage.getPeriod()
                .setEndElement(end));
        if (coverage.getPeriod().isEmpty()) {
            coverage.setPeriod(null);
        }
        Update.one(
                in1.field(17),
                rep -> types.codes().concept(rep, Vocabulary.SUBSCRIBER_RELATIONSHIP, in1.place(17)),
                coverage::setRelationship);
        subscriber(in1, coverage);
        classes(in1, coverage);
    }

    private static String key(Segment in1, Optional<String> member) {
        return Stream.of(
                        in1.value(3).orElse(in1.value(4).orElse("")),
                        in1.value(2).orElse(""),
                        member.orElse(""))
                .collect(Collectors.joining("|"));
    }

    private Optional<Reference> payor(Segment in1) {
        Optional<Identifier> id = types.identifiers().composite(in1.field(3).first(), in1.place(3));
        Optional<String> name = in1.value(4).asText();
        List<Address> addresses = in1.field(5).filled().stream()
                .map(rep -> types.addresses().address(rep, in1.place(5)))
                .flatMap(Optional::stream)
                .toList();
        List<ContactPoint> contacts = in1.field(7).filled().stream()
                .map(rep -> types.contacts().contact(rep, Optional.empty(), in1.place(7)))
                .flatMap(Optional::stream)
                .toList();
        return Organizations.reference(translation, id, name, addresses, contacts);
    }

    /** The insured: the patient, or someone who is known by name alone. */
    private void subscriber(Segment in1, Coverage coverage) {
        if (in1.value(17).orElse("").equalsIgnoreCase("SEL")) {
            coverage.setSubscriber(Translation.reference(patient));
        } else {
            Update.one(
                    in1.field(16),
                    rep -> types.names().person(rep, in1.place(16)).map(name -> new Reference()
                            .setDisplay(Names.line(name))),
                    coverage::setSubscriber);
        }
    }

    private void classes(Segment in1, Coverage coverage) {
        type(coverage, "group", in1.value(8), in1.value(9));
        type(coverage, "plan", in1.field(2).component(1), in1.field(2).component(2));
    }

    private static void type(Coverage coverage, String type, Value value, Value name) {
        if (!value.isAbsent()) {
            coverage.getClass_().removeIf(one -> one.getType().hasCoding(CLASS, type));
        }
        value.asText().ifPresent(text -> {
            Coverage.ClassComponent component = coverage.addClass_()
                    .setType(new CodeableConcept(new Coding(CLASS, type, null)))
                    .setValue(text);
            name.asText().ifPresent(component::setName);
        });
    }
}
