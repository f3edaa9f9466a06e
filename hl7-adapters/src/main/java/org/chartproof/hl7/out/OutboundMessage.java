package org.chartproof.hl7.out;

import java.nio.charset.Charset;

/**
 * A message to send.
 *
 * @param controlId MSH-10: what the answer must name in MSA-2; stays when the message is sent again
 * @param event MSH-9 as {@code BAR^P12}
 * @param text segments ended by CR, without a frame
 * @param charset as MSH-18 says; characters that it has not become question marks
 */
public record OutboundMessage(String controlId, String event, String text, Charset charset) {

    /** The bytes to frame and send. */
    public byte[] bytes() {
        return text.getBytes(charset);
    }
}
