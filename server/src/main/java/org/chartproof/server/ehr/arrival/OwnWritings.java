package org.chartproof.server.ehr.arrival;

/** What this server has written to EHRs. They tell of it as of all else, and not all of them keep the identifier that it carries. */
public interface OwnWritings {

    /**
     * Whether a resource of an EHR is one of them.
     *
     * @param source name of the EHR
     */
    boolean wrote(String source, ResourceKey key);
}
