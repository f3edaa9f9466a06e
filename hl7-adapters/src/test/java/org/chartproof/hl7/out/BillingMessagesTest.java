package org.chartproof.hl7.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.hl7.ack.Stamp;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.junit.jupiter.api.Test;

/** Messages are read back with the reader of received ones, which rests on HAPI's parser. */
class BillingMessagesTest {

    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203";
    private static final Stamp STAMP = new Stamp("C1", OffsetDateTime.parse("2026-05-04T10:11:12+02:00"));
    private static final BillingMessages MESSAGES = new BillingMessages(new Addressing(
            "CHARTPROOF",
            "",
            "BILLING",
            "HOSPITAL",
            "P",
            "2.6",
            StandardCharsets.UTF_8,
            Map.of("urn:example:mrn", "MRN")));

    @Test
    void diagnosesStandInTheOrderOfTheClaimWithRankAndPresenceOnAdmission() {
        Message message = read(MESSAGES.account(coding(claim()), Optional.empty(), STAMP));

        assertThat(message.code()).isEqualTo("BAR");
        assertThat(message.trigger()).isEqualTo("P12");
        assertThat(message.header().value(10).text()).isEqualTo("C1");
        assertThat(message.header().value(7).text()).isEqualTo("20260504101112+0200");
        List<Segment> diagnoses = message.all("DG1");
        assertThat(diagnoses).extracting(dg1 -> dg1.value(3).text()).containsExactly("J18.9", "E11.9", "Z88.0");
        assertThat(diagnoses)
                .extracting(dg1 -> dg1.field(3).component(3).text())
                .containsOnly("I10C");
        assertThat(diagnoses).extracting(dg1 -> dg1.value(15).text()).containsExactly("1", "2", "3");
        assertThat(diagnoses).extracting(dg1 -> dg1.value(26).text()).containsExactly("Y", "N", "E");
        assertThat(message.all("PR1"))
                .extracting(pr1 -> pr1.value(3).text() + " " + pr1.value(5).text())
                .containsExactly("0W9B3ZZ 20260502");
    }

    @Test
    void aSecondCodingTellsWhatIsNewWhatStaysAndWhatIsGone() {
        Claim after = claim();
        after.getDiagnosis().remove(1);
        diagnosis(after, "E11.65", "y");

        Message message = read(MESSAGES.account(coding(after), Optional.of(claim()), STAMP));

        assertThat(message.all("DG1"))
                .extracting(dg1 -> dg1.value(21).text() + " " + dg1.value(3).text() + " "
                        + dg1.value(15).orElse("-"))
                .containsExactly("U J18.9 1", "U Z88.0 2", "A E11.65 3", "D E11.9 -");
    }

    @Test
    void aCancelledClaimTakesBackAllThatWasTold() {
        Claim before = claim();
        line(before, 1, "99223", 1, "25");
        Claim after = before.copy();
        after.setStatus(Claim.ClaimStatus.CANCELLED);

        assertThat(read(MESSAGES.account(coding(after), Optional.of(before), STAMP))
                        .all("DG1"))
                .extracting(dg1 -> dg1.value(21).text())
                .containsOnly("D")
                .hasSize(3);
        assertThat(read(MESSAGES.charges(coding(after), Optional.of(before), STAMP)
                                .orElseThrow())
                        .all("FT1"))
                .extracting(ft1 -> ft1.value(6).text())
                .containsExactly("CD");
    }

    @Test
    void patientAndVisitAreNamedAsTheReceiverKnowsThem() {
        Message message = read(MESSAGES.account(coding(claim()), Optional.empty(), STAMP));
        Segment pid = message.first("PID").orElseThrow();

        assertThat(pid.value(3).text()).isEqualTo("4711");
        assertThat(pid.field(3).component(4).text()).isEqualTo("MRN");
        assertThat(pid.field(3).component(5).text()).isEqualTo("MR");
        assertThat(pid.field(5).component(1).text()).isEqualTo("O|Neil & Sons");
        assertThat(pid.value(7).text()).isEqualTo("19500102");
        assertThat(pid.value(8).text()).isEqualTo("F");
        Segment pv1 = message.first("PV1").orElseThrow();
        assertThat(pv1.value(2).text()).isEqualTo("I");
        assertThat(pv1.value(19).text()).isEqualTo("V1");
        assertThat(pv1.field(19).first().component(4, 2).text()).isEqualTo("1.2.3");
        assertThat(pv1.value(44).text()).isEqualTo("20260501080000+0000");
    }

    @Test
    void aClaimWithoutServiceLinesHasNoCharges() {
        assertThat(MESSAGES.charges(coding(claim()), Optional.empty(), STAMP)).isEmpty();
    }

    @Test
    void eachServiceLineIsACharge() {
        Claim claim = claim();
        line(claim, 1, "99223", 1, "25");
        Message message =
                read(MESSAGES.charges(coding(claim), Optional.empty(), STAMP).orElseThrow());

        Segment ft1 = message.first("FT1").orElseThrow();
        assertThat(ft1.value(6).text()).isEqualTo("CG");
        assertThat(ft1.value(4).text()).isEqualTo("20260501");
        assertThat(ft1.value(25).text()).isEqualTo("99223");
        assertThat(ft1.value(10).text()).isEqualTo("1");
        assertThat(ft1.value(19).text()).isEqualTo("J18.9");
        assertThat(ft1.value(26).text()).isEqualTo("25");
    }

    @Test
    void aChangedLineIsCreditedAndChargedAnewAndAnUnchangedOneNotToldAgain() {
        Claim before = claim();
        line(before, 1, "99223", 1, "25");
        line(before, 2, "93010", 1, "");
        Claim after = claim();
        line(after, 1, "99222", 1, "25");
        line(after, 2, "93010", 1, "");

        Message first =
                read(MESSAGES.charges(coding(before), Optional.empty(), STAMP).orElseThrow());
        Message second =
                read(MESSAGES.charges(coding(after), Optional.of(before), STAMP).orElseThrow());

        assertThat(second.all("FT1"))
                .extracting(ft1 -> ft1.value(6).text() + " " + ft1.value(25).text())
                .containsExactly("CD 99223", "CG 99222");
        assertThat(second.all("FT1").get(0).value(2).text())
                .as("the credit names the charge that it takes back")
                .isEqualTo(first.all("FT1").get(0).value(2).text());
        assertThat(MESSAGES.charges(coding(after), Optional.of(after.copy()), STAMP))
                .isEmpty();
    }

    @Test
    void theSameCodingUnderTheSameStampGivesTheSameBytes() {
        assertThat(MESSAGES.account(coding(claim()), Optional.empty(), STAMP).bytes())
                .isEqualTo(MESSAGES.account(coding(claim()), Optional.empty(), STAMP)
                        .bytes());
    }

    private static Message read(OutboundMessage message) {
        Reading reading = new MessageReader().read(message.bytes(), Optional.empty());
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).message();
    }

    static FinalCoding coding(Claim claim) {
        Patient patient = new Patient();
        patient.addIdentifier()
                .setSystem("urn:example:mrn")
                .setValue("4711")
                .setType(new CodeableConcept(new Coding(TYPES, "MR", "")));
        patient.addName().setFamily("O|Neil & Sons").addGiven("Ada");
        patient.setBirthDateElement(new DateType("1950-01-02"));
        patient.setGender(AdministrativeGender.FEMALE);
        Encounter encounter = new Encounter();
        encounter.addIdentifier().setSystem("urn:oid:1.2.3").setValue("V1");
        encounter.setClass_(new Coding().setCode("IMP"));
        encounter.setPeriod(new Period().setStartElement(new DateTimeType("2026-05-01T08:00:00Z")));
        Procedure drainage = new Procedure();
        drainage.setCode(new CodeableConcept(
                new Coding("http://www.cms.gov/Medicare/Coding/ICD10", "0W9B3ZZ", "drainage of left pleural cavity")));
        drainage.setPerformed(new DateTimeType("2026-05-02"));
        return new FinalCoding(patient, encounter, claim, List.of(drainage));
    }

    static Claim claim() {
        Claim claim = new Claim();
        claim.setId("claim-1");
        claim.setCreatedElement(new DateTimeType("2026-05-04T08:00:00Z"));
        claim.setBillablePeriod(new Period().setStartElement(new DateTimeType("2026-05-01T08:00:00Z")));
        diagnosis(claim, "J18.9", "y");
        diagnosis(claim, "E11.9", "n");
        claim.addDiagnosis()
                .setSequence(3)
                .setOnAdmission(new CodeableConcept().setText("exempt from POA reporting"))
                .setDiagnosis(new CodeableConcept(new Coding(ICD, "Z88.0", "penicillin allergy status")));
        return claim;
    }

    private static void diagnosis(Claim claim, String code, String onAdmission) {
        claim.addDiagnosis()
                .setSequence(claim.getDiagnosis().size())
                .setOnAdmission(new CodeableConcept(new Coding("", onAdmission, "")))
                .setDiagnosis(new CodeableConcept(new Coding(ICD, code, "words of a code")));
    }

    static void line(Claim claim, int sequence, String code, int diagnosis, String modifier) {
        ItemComponent item = claim.addItem();
        item.setSequence(sequence);
        item.setProductOrService(new CodeableConcept(new Coding("http://www.ama-assn.org/go/cpt", code, "")));
        item.addDiagnosisSequence(diagnosis);
        item.setServiced(new DateType("2026-05-01"));
        item.setQuantity(new org.hl7.fhir.r4.model.Quantity().setValue(BigDecimal.ONE));
        if (!modifier.isEmpty()) {
            item.addModifier(new CodeableConcept(new Coding("", modifier, "")));
        }
    }
}
