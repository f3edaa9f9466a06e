package org.chartproof.bundles.bench.mllp;

/** A port whose speed is measured. */
public interface MllpContender extends AutoCloseable {

    /** How the figures call it. */
    String name();

    /**
     * Opens a port of 127.0.0.1.
     *
     * @return its number
     */
    int start() throws Exception;

    /** Closes it. */
    @Override
    void close();
}
