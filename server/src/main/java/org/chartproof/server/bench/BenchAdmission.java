package org.chartproof.server.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An invented ADT^A01 of about 1.5 kB, numbered so that as many as are wanted can be made, each of a patient of its own. */
record BenchAdmission(String run, int number) {

    private static final String FILLER =
            """
            NK1|1|EXAMPLE^EMIL^^^^^L|SPO^Spouse^HL70063|12 MAIN STREET^^SPRINGFIELD^IL^62701^USA|^PRN^PH^^1^217^5550100|||20200101
            AL1|1|DA^Drug allergy^HL70127|70618^Penicillin^RXNORM|MO^Moderate^HL70128|Rash|20190304
            DG1|1||I10^Essential (primary) hypertension^I10C|Hypertension|20260504090000|A
            DG1|2||E11.9^Type 2 diabetes mellitus without complications^I10C|Diabetes|20260504090000|A
            OBX|1|NM|8302-2^Body height^LN||165|cm^centimeter^UCUM|||||F|||20260504090500
            OBX|2|NM|29463-7^Body weight^LN||71|kg^kilogram^UCUM|||||F|||20260504090500
            IN1|1|PPO^Preferred plan|60054|EXAMPLE INSURANCE|PO BOX 1^^PEORIA^IL^61601|||G100||||20260101|20261231||PPO|EXAMPLE^EDNA|SEL|19580203
            """;

    String controlId() {
        return run + "-" + number;
    }

    byte[] message() {
        String patient = String.format(Locale.ROOT, "%s%07d", run, number);
        String text =
                """
                MSH|^~\\&|REG|HOSP|CHARTPROOF|HOSP|20260504090100||ADT^A01^ADT_A01|%s|P|2.5.1
                EVN|A01|20260504090100|||CLERK^EXAMPLE^CLARA
                PID|1||%s^^^HOSP^MR||EXAMPLE^EDNA%d^Q^^^^L||19580203|F||2106-3^White^HL70005|12 MAIN STREET^^SPRINGFIELD^IL^62701^USA||^PRN^PH^^1^217^5550100|||M^Married^HL70002
                PV1|1|I|WARD^12^A^HOSP||||1234567893^DOCTOR^DORA^^^DR^^^NPI^L^^^NPI|||MED||||1|||1234567893^DOCTOR^DORA^^^DR^^^NPI^L^^^NPI|INP|V%s^^^HOSP^VN
                """
                        .formatted(controlId(), patient, number, patient);
        return (text + FILLER).replace("\n", "\r").getBytes(StandardCharsets.UTF_8);
    }
}
