package org.chartproof.hl7.map.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading.Read;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypesTest {

    private final List<String> remarks = new ArrayList<>();
    private final DataTypes types =
            DataTypes.of(message("x"), Feed.named("test", 0), (place, code, text) -> remarks.add(code));

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "^^^A&2.16.840.1.113883.3.1&ISO = urn:oid:2.16.840.1.113883.3.1",
                "^^^&2.16.840.1.113883.3.1 = urn:oid:2.16.840.1.113883.3.1",
                "^^^A&1.Edu&ISO = urn:chartproof:hl7v2:a",
                "^^^&lab.example.org&DNS = urn:chartproof:hl7v2:lab.example.org",
                "^^^A&https://a.example.org/ids&URI = https://a.example.org/ids",
                "^^^A&6ba7b810-9dad-11d1-80b4-00c04fd430c8&UUID = urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
                "^^^Straße & Co = urn:chartproof:hl7v2:stra%c3%9fe",
                "^^^&2.16.840.1.113883.4.6&ISO = http://hl7.org/fhir/sid/us-npi",
                "^^^npi = http://hl7.org/fhir/sid/us-npi",
                "^^^^SS = http://hl7.org/fhir/sid/us-ssn",
                "^^^^MR^CLINIC = urn:chartproof:hl7v2:clinic",
                "^^^^MR = urn:chartproof:hl7v2:fac"
            })
    void anIdentifierIsOfWhomItWasGivenOutBy(String rest, String system) {
        Identifier identifier =
                types.identifiers().composite(first("77" + rest), "").orElseThrow();
        assertThat(identifier.getValue()).isEqualTo("77");
        assertThat(identifier.getSystem()).isEqualTo(system);
    }

    @Test
    void anIdentifierWithoutValueIsNone() {
        assertThat(types.identifiers().composite(first("^^^A^MR"), "")).isEmpty();
        assertThat(types.identifiers().entity(first("^A"))).isEmpty();
    }

    @Test
    void anEntityIdentifierHasItsAuthorityInTheOuterComponents() {
        assertThat(types.identifiers()
                        .entity(first("9^A^1.2.3^ISO"))
                        .orElseThrow()
                        .getSystem())
                .isEqualTo("urn:oid:1.2.3");
    }

    @Test
    void aPersonsNameHasItsParts() {
        HumanName name = types.names()
                .person(first("van Dyke&van&Dyke^Ida^May Lou^Jr^Dr^PhD^L"), "")
                .orElseThrow();
        assertThat(name.getFamily()).isEqualTo("van Dyke");
        assertThat(name.getGiven()).extracting(Object::toString).containsExactly("Ida", "May Lou");
        assertThat(name.getUse()).isEqualTo(HumanName.NameUse.OFFICIAL);
        assertThat(Names.line(name)).isEqualTo("Dr Ida May Lou van Dyke Jr PhD");
        assertThat(types.names().person(first("^^^^Dr"), "")).isEmpty();
    }

    @Test
    void anAddressHasItsParts() {
        Address address = types.addresses()
                .address(first("Quay&Long&12^Floor 2^Harborton^ME^04101^USA^B^^Kestrel"), "")
                .orElseThrow();
        assertThat(address.getLine()).extracting(Object::toString).containsExactly("Quay Long 12", "Floor 2");
        assertThat(address.getUse()).isEqualTo(Address.AddressUse.WORK);
        assertThat(address.getDistrict()).isEqualTo("Kestrel");
        assertThat(types.addresses().address(first("^^^^^^H"), "")).isEmpty();
    }

    @Test
    void anUnknownTypeOfAnAddressIsRemarkedOnOnce() {
        types.addresses().address(first("1 Quay^^Harborton^^^^QQ"), "PID[1]-11");
        assertThat(remarks).containsExactly("unknown-code");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "(207)555-0143 = phone home (207)555-0143",
                "^PRN^PH^^1^207^5550143^22 = phone home +1 207 5550143 x22",
                "^PRN^CP^^^207^5550143 = phone mobile 207 5550143",
                "^WPN^FX^^^207^5550143 = fax work 207 5550143",
                "^NET^Internet^ida@example.org = email home ida@example.org",
                "^NET^^ida@example.org = email home ida@example.org",
                "^WPN^BP^^^^5550143 = pager work 5550143",
                "^^^^^^^^^^^+12075550143 = phone home +12075550143"
            })
    void aContactIsAPhoneOrAMailbox(String sent, String expected) {
        ContactPoint contact = types.contacts()
                .contact(first(sent), Optional.of(ContactPointUse.HOME), "")
                .orElseThrow();
        assertThat(contact.getSystem().toCode() + " " + contact.getUse().toCode() + " " + contact.getValue())
                .isEqualTo(expected);
    }

    @Test
    void aContactWithoutANumberIsNone() {
        assertThat(types.contacts().contact(first("^PRN^PH"), Optional.empty(), ""))
                .isEmpty();
    }

    @Test
    void aCodedElementKeepsBothCodings() {
        CodeableConcept concept = types.codes()
                .concept(first("E11.9^Diabetes^I10C^44054006^DM2^SCT^2026^^sugar"))
                .orElseThrow();
        assertThat(concept.getCoding())
                .extracting(Coding::getSystem)
                .containsExactly("http://hl7.org/fhir/sid/icd-10-cm", "http://snomed.info/sct");
        assertThat(concept.getCodingFirstRep().getVersion()).isEqualTo("2026");
        assertThat(concept.getText()).isEqualTo("sugar");
        assertThat(types.codes().concept(first("^only text")).orElseThrow().getText())
                .isEqualTo("only text");
        assertThat(types.codes().concept(first("^^L"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HL70005, http://terminology.hl7.org/CodeSystem/v2-0005",
        "HL7203, http://terminology.hl7.org/CodeSystem/v2-0203",
        "ln, http://loinc.org",
        "2.16.840.1.113883.6.1, urn:oid:2.16.840.1.113883.6.1",
        "Our List, urn:chartproof:hl7v2:coding-our-list"
    })
    void aCodingSystemHasAUri(String name, String uri) {
        assertThat(types.codes().system(name)).contains(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L", "99LAB", "99zzz"})
    void aLocalCodingSystemHasNone(String name) {
        assertThat(types.codes().system(name)).isEmpty();
    }

    @Test
    void aMappedCodeComesBeforeTheOneThatWasSent() {
        CodeableConcept concept = types.codes()
                .concept(first("SPO^Wife^HL70063"), Vocabulary.RELATIONSHIP, "")
                .orElseThrow();
        assertThat(concept.getCoding()).extracting(Coding::getCode).containsExactly("SPS", "SPO");
    }

    @Test
    void aQuantityHasItsUnit() {
        Quantity quantity = types.quantities()
                .composite(first("7.20^mmol/L&millimole per litre&UCUM"), "")
                .orElseThrow();
        assertThat(quantity.getValueElement().getValueAsString()).isEqualTo("7.20");
        assertThat(quantity.getSystem()).isEqualTo("http://unitsofmeasure.org");
        assertThat(quantity.getCode()).isEqualTo("mmol/L");
        assertThat(types.quantities().number(Value.of("<5"), "")).isEmpty();
        assertThat(types.quantities().whole(Value.of("2.5"), "")).isEmpty();
        assertThat(types.quantities().whole(Value.of("+3"), "")).contains(3);
        assertThat(remarks).containsExactly("bad-number", "bad-number");
    }

    @Test
    void aPlaceIsNamedFromWithin() {
        Place place = Place.of(first("4W^12^A^NORTHSIDE^^^Main^3")).orElseThrow();
        assertThat(place.label()).isEqualTo("4W 12 A");
        assertThat(place.key()).isEqualTo("4W^12^A^Main^3");
        assertThat(Place.of(first("^^^NORTHSIDE"))).isEmpty();
        assertThat(Place.of(first("^^^^^^^^at home")).orElseThrow().label()).isEqualTo("at home");
    }

    private static Repetition first(String field) {
        return message(field).first("ZZZ").orElseThrow().field(1).first();
    }

    private static Message message(String field) {
        String text = "MSH|^~\\&|APP|FAC|||2026||ADT^A01|1|P|2.5\rZZZ|" + field;
        return ((Read) new MessageReader().read(text.getBytes(StandardCharsets.UTF_8), Optional.empty())).message();
    }
}
