package org.chartproof.hl7.feed;

/** Which acknowledgements a feed's sender gets (HL7 v2.5.1 chapter 2.9). */
public enum AckMode {
    /** One answer, AA, AE or AR, whatever MSH-15 and MSH-16 say: many senders fill them and still wait for AA. */
    ORIGINAL,
    /** CA, CE or CR as MSH-15 asks. */
    ENHANCED,
    /** By the message: enhanced if MSH-15 or MSH-16 holds anything. */
    AUTO
}
