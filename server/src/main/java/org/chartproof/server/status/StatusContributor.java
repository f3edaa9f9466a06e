package org.chartproof.server.status;

/** Adds a section to the status page; each bean of this type is asked each time that the page is shown, in bean order. */
public interface StatusContributor {
    /** @return the section as of now */
    StatusSection section();
}
