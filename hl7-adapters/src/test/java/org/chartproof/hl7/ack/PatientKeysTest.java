package org.chartproof.hl7.ack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatientKeysTest {

    @Test
    void allRepetitionsOfThePatientIdentifierList() {
        PatientKeys keys = keys("A01", "PID|1|OLD|4711^^^NORTH&1.2.3&ISO^MR~123-45^^^^SS~ ^^^X~99^^^&1.9&ISO|ALT");
        assertThat(keys.patients())
                .containsExactly(List.of(
                        new PatientKey("4711", "NORTH", "MR"),
                        new PatientKey("123-45", "", "SS"),
                        new PatientKey("99", "1.9", "")));
        assertThat(keys.lanes()).containsExactly(new PatientKey("4711", "NORTH", ""));
        assertThat(keys.isBarrier()).isFalse();
    }

    @Test
    void theMedicalRecordNumberIsTheLaneWhereverItStands() {
        assertThat(keys("A08", "PID|1||123-45^^^US^SS~4711^^^NORTH^MR").lanes())
                .isEqualTo(keys("A01", "PID|1||4711^^^NORTH").lanes());
    }

    @Test
    void olderFieldsStandInForAnEmptyList() {
        assertThat(keys("A01", "PID|1|4711|||").lanes()).containsExactly(new PatientKey("4711", "", ""));
        assertThat(keys("A01", "PID|1||\"\"|4711").lanes()).containsExactly(new PatientKey("4711", "", ""));
    }

    @Test
    void mergesAreBarriersOnBothPatients() {
        for (String event : List.of("A18", "A34", "A40", "A45", "A50")) {
            PatientKeys keys = keys(event, "PID|1||NEW^^^H^MR\rPD1|1\rMRG|OLD^^^H^MR~X^^^H^SS||V1");
            assertThat(keys.isBarrier()).isTrue();
            assertThat(keys.merged()).hasSize(1);
            assertThat(keys.lanes()).containsExactly(new PatientKey("NEW", "H", ""), new PatientKey("OLD", "H", ""));
        }
        assertThat(keys("A40", "PID|1||NEW^^^H\rMRG||||OLD2").lanes())
                .containsExactly(new PatientKey("NEW", "H", ""), new PatientKey("OLD2", "", ""));
    }

    @Test
    void messagesOfSeveralPatientsAreBarriersOnAll() {
        PatientKeys keys = keys("A17", "PID|1||1^^^H\rPV1|1\rPID|2||2^^^H\rPV1|2");
        assertThat(keys.isBarrier()).isTrue();
        assertThat(keys.lanes()).hasSize(2);
        assertThat(keys("A40", "PID|1||1^^^H\rMRG|2^^^H\rPID|2||3^^^H\rMRG|4^^^H")
                        .lanes())
                .hasSize(4);
    }

    @Test
    void textThatLooksLikeASegmentIsNone() {
        assertThat(keys("A01", "PID|1||1^^^H\rNTE|1||PID|1||2^^^H\rPIDX|1||3").lanes())
                .hasSize(1);
    }

    @Test
    void aMessageWithoutPatientHasNoLane() {
        assertThat(keys("A01", "PID|1||\rZPI|1").lanes()).isEmpty();
        assertThat(keys("A01", "PID").isBarrier()).isFalse();
    }

    @Test
    void lineFeedsDoAsWell() {
        assertThat(keys("A01", "PID|1||4711^^^NORTH\r\nMRG|1\r\n").lanes()).hasSize(2);
    }

    @Test
    void anIdentifierIsNeverShown() {
        assertThat(keys("A01", "PID|1||4711^^^NORTH^MR").toString()).doesNotContain("4711");
    }

    private static PatientKeys keys(String event, String segments) {
        byte[] message = ("MSH|^~\\&|A|B|C|D|1||ADT^" + event + "|X|P|2.5\rEVN||1\r" + segments)
                .getBytes(StandardCharsets.ISO_8859_1);
        return PatientKeys.of(message, HeaderScan.of(message).header());
    }
}
