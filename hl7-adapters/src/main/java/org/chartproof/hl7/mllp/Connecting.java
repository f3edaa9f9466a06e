package org.chartproof.hl7.mllp;

/** What came of connecting to a receiver. */
public sealed interface Connecting {

    /** A connection; whoever has it closes it. */
    record Connected(MllpClient client) implements Connecting {}

    /**
     * None.
     *
     * @param fault whether trying again may help
     * @param reason for people
     */
    record NotConnected(Fault fault, String reason) implements Connecting {}

    /** Why there is no connection. */
    enum Fault {
        /** Nobody there, or not now: try again. */
        UNREACHABLE,
        /** No address of that name: a person has to look. */
        UNKNOWN_HOST,
        /** Certificates do not fit: a person has to look. */
        CERTIFICATE
    }
}
