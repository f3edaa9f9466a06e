package org.chartproof.hl7.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.v26.message.BAR_P12;
import ca.uhn.hl7v2.model.v26.message.DFT_P03;
import ca.uhn.hl7v2.model.v26.segment.DG1;
import ca.uhn.hl7v2.model.v26.segment.FT1;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.chartproof.hl7.ack.Stamp;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;

/** Messages read as a receiver would that knows HL7 v2.6 by its grammar: HAPI's typed model, with all of its validation. */
class TypedBillingMessagesTest {

    private static final Stamp STAMP = new Stamp("C1", OffsetDateTime.parse("2026-05-04T10:11:12+02:00"));

    private static BillingMessages messages(Charset charset) {
        return new BillingMessages(
                new Addressing("CHARTPROOF", "", "BILLING", "HOSPITAL", "P", "2.6", charset, Map.of()));
    }

    private static <T> T parsed(OutboundMessage message, Class<T> type) throws Exception {
        try (DefaultHapiContext context = new DefaultHapiContext()) {
            return type.cast(context.getPipeParser().parse(new String(message.bytes(), message.charset())));
        }
    }

    @Test
    void finalCodingIsAnAccountMessageOfTheGrammar() throws Exception {
        Claim claim = BillingMessagesTest.claim();
        claim.getDiagnosisFirstRep()
                .setPackageCode(new CodeableConcept(new Coding(
                        "https://www.cms.gov/icd10m/version37-fullcode-cms/fullcode_cms/P0001.html", "193", "")));
        BAR_P12 account = parsed(
                messages(StandardCharsets.UTF_8).account(BillingMessagesTest.coding(claim), Optional.empty(), STAMP),
                BAR_P12.class);

        assertThat(account.getMSH().getMessageType().getMessageStructure().getValue())
                .isEqualTo("BAR_P12");
        assertThat(account.getPID()
                        .getPatientName(0)
                        .getFamilyName()
                        .getSurname()
                        .getValue())
                .isEqualTo("O|Neil & Sons");
        assertThat(account.getDG1Reps()).isEqualTo(3);
        DG1 principal = account.getDG1(0);
        assertThat(principal.getDiagnosisCodeDG1().getIdentifier().getValue()).isEqualTo("J18.9");
        assertThat(principal.getDiagnosisType().getValue()).isEqualTo("F");
        assertThat(principal.getDiagnosisPriority().getValue()).isEqualTo("1");
        assertThat(principal.getDiagnosisIdentifier().getEntityIdentifier().getValue())
                .hasSize(20);
        assertThat(principal.getDiagnosisActionCode().getValue()).isEqualTo("A");
        assertThat(principal.getPresentOnAdmissionIndicator().getValue()).isEqualTo("Y");
        assertThat(account.getDRG().getDiagnosticRelatedGroup().getIdentifier().getValue())
                .isEqualTo("193");
        assertThat(account.getPROCEDURE(0)
                        .getPR1()
                        .getProcedureCode()
                        .getIdentifier()
                        .getValue())
                .isEqualTo("0W9B3ZZ");
    }

    @Test
    void chargesAreATransactionMessageOfTheGrammar() throws Exception {
        Claim claim = BillingMessagesTest.claim();
        BillingMessagesTest.line(claim, 1, "99223", 1, "25");
        DFT_P03 charges = parsed(
                messages(StandardCharsets.UTF_8)
                        .charges(BillingMessagesTest.coding(claim), Optional.empty(), STAMP)
                        .orElseThrow(),
                DFT_P03.class);

        FT1 charge = charges.getFINANCIAL(0).getFT1();
        assertThat(charge.getTransactionType().getValue()).isEqualTo("CG");
        assertThat(charge.getTransactionID().getValue()).hasSize(20);
        assertThat(charge.getDiagnosisCodeFT1(0).getIdentifier().getValue()).isEqualTo("J18.9");
        assertThat(charge.getProcedureCode().getIdentifier().getValue()).isEqualTo("99223");
        assertThat(charge.getProcedureCodeModifier(0).getIdentifier().getValue())
                .isEqualTo("25");
    }

    @Test
    void theCharacterSetIsTheOneThatTheHeaderNames() throws HL7Exception {
        Claim claim = BillingMessagesTest.claim();
        FinalCoding coding = BillingMessagesTest.coding(claim);
        coding.patient().getNameFirstRep().setFamily("M\u00fcller");
        byte[] bytes = messages(StandardCharsets.ISO_8859_1)
                .account(coding, Optional.empty(), STAMP)
                .bytes();

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .contains("|8859/1\r")
                .contains("|M\u00fcller^Ada|");
        assertThatThrownBy(() -> messages(Charset.forName("IBM437"))).isInstanceOf(IllegalArgumentException.class);
    }
}
