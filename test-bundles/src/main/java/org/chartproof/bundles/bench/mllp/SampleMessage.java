package org.chartproof.bundles.bench.mllp;

import java.nio.charset.StandardCharsets;

/** An ADT^A01 of 1.5 kB in its frame, of an invented patient; its control id can be set anew without making it again. */
final class SampleMessage {

    /** As digits: each sender has a range of its own. */
    static final int ID_DIGITS = 12;

    private static final String ID = "#".repeat(ID_DIGITS);
    private static final String PATIENT = "@".repeat(6);

    private static final String TEXT = String.join(
            "\r",
            "MSH|^~\\&|REGISTRATION|NORTH HOSPITAL^2.16.840.1.999999.1^ISO|CHARTPROOF|CODING|20260504090807-0500||ADT^A01^ADT_A01|"
                    + ID + "|P|2.5.1|||||USA|UNICODE UTF-8",
            "EVN|A01|20260504090805-0500||01|CLERK7^Example^Clara^^^^^^NORTH",
            "PID|1||" + PATIENT
                    + "^^^NORTH&2.16.840.1.999999.1&ISO^MR~900-00-0000^^^USSSA^SS||Testperson^Example^Q^^Ms.^^L~Birthname^Example^Q^^^^M||19570203|F||2106-3^White^HL70005|12 Invented Street^Apt 3^Sampletown^OH^44999^USA^H||^PRN^PH^^1^216^5550123~^NET^Internet^example.testperson@mail.example|^WPN^PH^^1^216^5550199|en^English^ISO639|M^Married^HL70002|CHR^Christian^HL70006|A-"
                    + PATIENT + "^^^NORTH^AN||||||||||||N",
            "PD1|||NORTH FAMILY PRACTICE^^4711|1234567893^Doctor^Dora^^^Dr.^MD^^NPI",
            "NK1|1|Testperson^Exempel^R|SPO^Spouse^HL70063|12 Invented Street^Apt 3^Sampletown^OH^44999^USA|^PRN^PH^^1^216^5550124||EC^Emergency contact^HL70131",
            "PV1|1|I|4W^412^1^NORTH^^^^4^West wing|E^Emergency^HL70007||ED^03^A^NORTH|1234567893^Doctor^Dora^^^Dr.^MD^^NPI|1987654321^Refer^Rita^^^Dr.^MD^^NPI|1122334455^Consult^Carl^^^Dr.^MD^^NPI|MED||||7|A0||1234567893^Doctor^Dora^^^Dr.^MD^^NPI|INP|V-"
                    + PATIENT
                    + "^^^NORTH^VN|MCR|||||||||||||||||||NORTH||A|||20260504083000-0500",
            "PV2||PR^Private^NORTH|R07.9^Chest pain, unspecified^I10|||||20260504||3",
            "OBX|1|NM|8302-2^Body height^LN||168|cm^centimeter^UCUM|||||F|||20260504084500",
            "AL1|1|DA|1191^Aspirin^RXNORM|MO|Hives|20110301",
            "DG1|1||R07.9^Chest pain, unspecified^I10|Chest pain|20260504083000|A",
            "IN1|1|MCR^Medicare^NORTH|00100|MEDICARE|PO Box 1^^Sampletown^OH^44999|||||||20220201||||Testperson^Example^Q|SEL|19570203|12 Invented Street^Apt 3^Sampletown^OH^44999^USA",
            "");

    private final byte[] framed;
    private final int idAt;

    /** @param patient under a million */
    SampleMessage(int patient) {
        String text = TEXT.replace(PATIENT, String.format("%06d", patient));
        this.idAt = text.indexOf(ID) + 1;
        this.framed = ("\u000b" + text + "\u001c\r").getBytes(StandardCharsets.US_ASCII);
    }

    /** The frame; the same array each time. */
    byte[] withId(long id) {
        long left = id;
        for (int i = ID_DIGITS - 1; i >= 0; i--) {
            framed[idAt + i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return framed;
    }

    /** Whether an answer accepts the message as it is now. */
    boolean isAcceptedBy(byte[] answer, int length) {
        int at = 0;
        while (at + 7 + ID_DIGITS <= length) {
            if (answer[at] == 'M' && answer[at + 1] == 'S' && answer[at + 2] == 'A') {
                boolean accepted = (answer[at + 4] == 'A' || answer[at + 4] == 'C') && answer[at + 5] == 'A';
                for (int i = 0; accepted && i < ID_DIGITS; i++) {
                    accepted = answer[at + 7 + i] == framed[idAt + i];
                }
                return accepted;
            }
            at++;
        }
        return false;
    }

    int length() {
        return framed.length - 3;
    }
}
