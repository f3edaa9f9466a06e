package org.chartproof.hl7.map.immunization;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.Clinicians;
import org.chartproof.hl7.map.adt.Locations;
import org.chartproof.hl7.map.adt.Organizations;
import org.chartproof.hl7.map.adt.Subject.Known;
import org.chartproof.hl7.map.datatype.Codes;
import org.chartproof.hl7.map.datatype.DataTypes;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.order.ObservationMapping;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Segment;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationEducationComponent;
import org.hl7.fhir.r4.model.Immunization.ImmunizationPerformerComponent;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.hl7.fhir.r4.model.Reference;

/** RXA, with its ORC, RXR and OBX, as Immunization. */
final class ImmunizationMapping {

    private static final String SYSTEM = "urn:chartproof:hl7v2:immunization";
    private static final String FUNCTION = "http://terminology.hl7.org/CodeSystem/v2-0443";

    /** RXA-6 of an amount that nobody knows (CDC Implementation Guide for Immunization Messaging 1.5). */
    private static final BigDecimal UNKNOWN_AMOUNT = new BigDecimal(999);

    /** ORC-3 of a vaccination that was not given here (the same guide): no number of anything. */
    private static final String NO_ORDER = "9999";

    private final Translation translation;
    private final DataTypes types;
    private final Known known;
    private final ObservationMapping observations;

    ImmunizationMapping(Translation translation, Known known) {
        this.translation = translation;
        this.types = translation.types();
        this.known = known;
        this.observations = new ObservationMapping(translation, known.patient(), known.encounter());
    }

    /** Maps a group of an RXA. */
    void map(List<Segment> group) {
        Segment rxa = first(group, "RXA").orElseThrow();
        Optional<CodeableConcept> vaccine = types.codes().concept(rxa.field(5).first());
        if (vaccine.isEmpty() || vaccine.get().hasCoding("http://hl7.org/fhir/sid/cvx", "998")) {
            // 998 of CVX: no vaccine administered. Such groups carry only what the patient is immune to.
            return;
        }
        Optional<Segment> orc = first(group, "ORC");
        List<Identifier> numbers = numbers(orc);
        Immunization immunization =
                translation.workspace().open(Immunization.class, identity(numbers, rxa, vaccine.get()));
        numbers.stream()
                .filter(number -> immunization.getIdentifier().stream().noneMatch(one -> one.equalsDeep(number)))
                .forEach(immunization::addIdentifier);
        immunization.setStatus(status(rxa)).setVaccineCode(vaccine.get());
        immunization.setPatient(Translation.reference(known.patient()));
        known.encounter().ifPresent(visit -> immunization.setEncounter(Translation.reference(visit)));
        administration(rxa, immunization);
        performers(rxa, orc, immunization);
        first(group, "RXR").ifPresent(rxr -> {
            Codes codes = types.codes();
            Update.one(rxr.field(1), codes::concept, immunization::setRoute);
            Update.one(rxr.field(2), codes::concept, immunization::setSite);
        });
        details(group, immunization);
    }

    private static Optional<Segment> first(List<Segment> group, String name) {
        return group.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private List<Identifier> numbers(Optional<Segment> orc) {
        List<Identifier> numbers = new ArrayList<>();
        orc.ifPresent(segment -> {
            for (int field : new int[] {3, 2}) {
                types.identifiers()
                        .entity(segment.field(field).first())
                        .filter(number -> !number.getValue().equals(NO_ORDER))
                        .ifPresent(numbers::add);
            }
        });
        return numbers;
    }

    private Identity identity(List<Identifier> numbers, Segment rxa, CodeableConcept vaccine) {
        return numbers.stream()
                .findFirst()
                .map(number -> Translation.identity(Immunization.class, number))
                .orElseGet(() -> new Identity(
                        "Immunization",
                        SYSTEM,
                        known.patient().getIdElement().getIdPart() + "|"
                                + vaccine.getCodingFirstRep().getCode() + "|"
                                + rxa.value(3).orElse("")));
    }

    private ImmunizationStatus status(Segment rxa) {
        if (rxa.value(21).orElse("").equalsIgnoreCase("D")) {
            return ImmunizationStatus.ENTEREDINERROR;
        }
        return types.codes()
                .code(rxa.value(20), Vocabulary.VACCINATION_STATUS, rxa.place(20))
                .map(ImmunizationStatus::fromCode)
                .orElse(ImmunizationStatus.COMPLETED);
    }

    private void administration(Segment rxa, Immunization immunization) {
        Codes codes = types.codes();
        Update.one(rxa.value(3), value -> types.times().dateTime(value, rxa.place(3)), immunization::setOccurrence);
        types.quantities()
                .number(rxa.value(6), rxa.place(6))
                .filter(amount -> amount.compareTo(UNKNOWN_AMOUNT) != 0)
                .ifPresent(amount -> immunization.setDoseQuantity(
                        types.quantities().quantity(amount, rxa.field(7).first())));
        rxa.field(9).filled().stream()
                .map(rep -> rep.component(1).orElse(""))
                .filter(code -> code.matches("0\\d"))
                .findFirst()
                .ifPresent(code -> immunization.setPrimarySource(code.equals("00")));
        if (immunization.hasPrimarySource() && !immunization.getPrimarySource()) {
            Update.one(rxa.field(9), codes::concept, immunization::setReportOrigin);
        }
        Update.one(rxa.value(15), Value::asText, immunization::setLotNumber);
        Update.one(
                rxa.value(16),
                value -> types.times().date(value, rxa.place(16)),
                immunization::setExpirationDateElement);
        Update.one(rxa.field(17), this::manufacturer, immunization::setManufacturer);
        Update.one(rxa.field(18), codes::concept, immunization::setStatusReason);
        Update.all(rxa.field(19), codes::concept, immunization::setReasonCode);
        Update.one(
                rxa.field(27).isAbsent() ? rxa.field(11) : rxa.field(27),
                rep -> Locations.reference(translation, rep),
                immunization::setLocation);
    }

    private Optional<Reference> manufacturer(Repetition code) {
        Optional<Identifier> id = code.component(1).asText().map(value -> new Identifier()
                .setSystem(code.component(3)
                        .asText()
                        .flatMap(types.codes()::system)
                        .orElse("http://hl7.org/fhir/sid/mvx"))
                .setValue(value));
        return Organizations.reference(translation, id, code.component(2).asText());
    }

    private void performers(Segment rxa, Optional<Segment> orc, Immunization immunization) {
        List<ImmunizationPerformerComponent> performers = new ArrayList<>();
        clinicians(Optional.of(rxa), 10, "AP", performers);
        clinicians(orc, 12, "OP", performers);
        if (!performers.isEmpty()) {
            immunization.setPerformer(performers);
        }
    }

    private void clinicians(
            Optional<Segment> segment, int field, String role, List<ImmunizationPerformerComponent> performers) {
        segment.ifPresent(one -> one.field(field).filled().stream()
                .flatMap(rep -> Clinicians.reference(translation, rep, one.place(field)).stream())
                .forEach(reference -> performers.add(new ImmunizationPerformerComponent(reference)
                        .setFunction(new CodeableConcept(new Coding(FUNCTION, role, null))))));
    }

    /** OBX by the LOINC codes of the same guide: eligibility, funding and the information sheets have a place of their own. */
    private void details(List<Segment> group, Immunization immunization) {
        List<CodeableConcept> eligibility = new ArrayList<>();
        List<ImmunizationEducationComponent> education = new ArrayList<>();
        ObservationMapping.Context context = new ObservationMapping.Context(
                SYSTEM,
                immunization.getIdElement().getIdPart(),
                Optional.empty(),
                types.times().dateTime(first(group, "RXA").orElseThrow().value(3), ""));
        for (Segment obx : group) {
            if (!obx.name().equals("OBX")) {
                continue;
            }
            Codes codes = types.codes();
            Repetition value = obx.field(5).first();
            switch (obx.value(3).orElse("")) {
                case "64994-7" -> codes.concept(value).ifPresent(eligibility::add);
                case "30963-3" -> codes.concept(value).ifPresent(immunization::setFundingSource);
                case "69764-9", "30956-7" ->
                    value.component(1).asText().ifPresent(type -> sheet(education)
                            .setDocumentType(type));
                case "29768-9" ->
                    types.times().dateTime(value.component(1), obx.place(5)).ifPresent(time -> open(education)
                            .setPublicationDateElement(time));
                case "29769-7" ->
                    types.times().dateTime(value.component(1), obx.place(5)).ifPresent(time -> open(education)
                            .setPresentationDateElement(time));
                default ->
                    observations
                            .map(obx, List.of(), context)
                            .ifPresent(one ->
                                    one.setPartOf(new ArrayList<>(List.of(Translation.reference(immunization)))));
            }
        }
        if (!eligibility.isEmpty()) {
            immunization.setProgramEligibility(eligibility);
        }
        if (!education.isEmpty()) {
            immunization.setEducation(education);
        }
    }

    private static ImmunizationEducationComponent sheet(List<ImmunizationEducationComponent> education) {
        ImmunizationEducationComponent sheet = new ImmunizationEducationComponent();
        education.add(sheet);
        return sheet;
    }

    /** The sheet that was named last: dates follow it. */
    private static ImmunizationEducationComponent open(List<ImmunizationEducationComponent> education) {
        return education.isEmpty() ? sheet(education) : education.get(education.size() - 1);
    }
}
