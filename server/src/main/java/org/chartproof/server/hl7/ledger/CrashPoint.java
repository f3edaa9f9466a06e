package org.chartproof.server.hl7.ledger;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A step of a message's way at which crash tests end the process, as {@code kill -9} does: set the system property {@code chartproof.crash} to the name of a step and how many messages in a thousand die there, such as {@code
 * MAPPED:20}. Without the property nothing ever happens.
 */
public enum CrashPoint {
    /** The message is on disk; its sender is not answered yet. */
    STORED,
    /** The lane is taken and the message is about to be mapped. */
    TAKEN,
    /** The resources are made; nothing is written yet. */
    MAPPED,
    /** All is written; nothing is committed yet. */
    WRITTEN,
    /** All is committed. */
    COMMITTED;

    private static final int HALTED = 137;
    private static final int THOUSAND = 1000;

    private final int inThousand;

    CrashPoint() {
        String setting = System.getProperty("chartproof.crash", "");
        this.inThousand =
                setting.startsWith(name() + ":") ? Integer.parseInt(setting.substring(name().length() + 1)) : 0;
    }

    /** Ends the process, if it is this step's turn. */
    public void reached() {
        if (inThousand > 0 && ThreadLocalRandom.current().nextInt(THOUSAND) < inThousand) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
