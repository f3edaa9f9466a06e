package org.chartproof.hl7.out;

import java.util.Optional;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading;
import org.chartproof.hl7.message.Segment;

/** What a receiver answered to a message (HL7 v2.5.1, 2.9.2). */
public sealed interface Answer {

    /**
     * It has the message.
     *
     * @param code AA or CA
     */
    record Accepted(String code) implements Answer {}

    /**
     * Not now: the same message is to be sent again.
     *
     * @param code AE or CE
     * @param reason the code of ERR-3 if there is one, never its text
     */
    record TryAgain(String code, String reason) implements Answer {}

    /**
     * Never: a person has to look.
     *
     * @param code AR or CR
     * @param reason the code of ERR-3 if there is one, never its text
     */
    record Refused(String code, String reason) implements Answer {}

    /** No acknowledgement of this message: of another one, or none at all. It is unknown whether the message arrived. */
    record Unusable(String reason) implements Answer {}

    /**
     * Reads an answer.
     *
     * @param controlId MSH-10 of the message that was sent
     */
    static Answer read(byte[] answer, String controlId) {
        Reading reading = new MessageReader().read(answer, Optional.empty());
        if (!(reading instanceof Reading.Read read)) {
            return new Unusable("the answer is no HL7 message");
        }
        Message message = read.message();
        Optional<Segment> msa = message.first("MSA");
        if (msa.isEmpty()) {
            return new Unusable("the answer has no MSA segment");
        }
        if (!msa.get().value(2).orElse("").equals(controlId)) {
            return new Unusable("the answer names another message in MSA-2");
        }
        String code = msa.get().value(1).orElse("");
        String reason = message.first("ERR")
                .flatMap(err -> err.field(3).component(1).asText())
                .filter(text -> text.matches("\\d{1,3}"))
                .map(text -> "error " + text)
                .orElse("no error code");
        return switch (code) {
            case "AA", "CA" -> new Accepted(code);
            case "AE", "CE" -> new TryAgain(code, reason);
            case "AR", "CR" -> new Refused(code, reason);
            default -> new Unusable("the answer's MSA-1 is no acknowledgement code");
        };
    }
}
