package org.chartproof.hl7.ack;

/** MSA-1, HL7 table 0008. */
public enum AckCode {
    /** Application accept. */
    AA,
    /** Application error: the sender may try again. */
    AE,
    /** Application reject: the sender must not try again. */
    AR,
    /** Accept acknowledgement: commit accept. */
    CA,
    /** Accept acknowledgement: commit error. */
    CE,
    /** Accept acknowledgement: commit reject. */
    CR
}
