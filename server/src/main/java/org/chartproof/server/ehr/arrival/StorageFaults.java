package org.chartproof.server.ehr.arrival;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;

/** Why storing failed, by kind: messages of exceptions may quote what was stored. */
final class StorageFaults {

    private static final String REPORT =
            "This is a fault of Chartproof, or a resource that it can't hold: report it with this reason.";

    private StorageFaults() {}

    static Reason explain(RuntimeException thrown) {
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            if (next instanceof BaseServerResponseException refused
                    && refused.getStatusCode() < 500
                    && !(refused instanceof ResourceVersionConflictException)) {
                return new Reason(
                        "storage-refused",
                        "Storing was refused with HTTP " + refused.getStatusCode() + " ("
                                + refused.getClass().getSimpleName() + ").",
                        REPORT);
            }
        }
        return new Reason(
                "storage-failed",
                "Storing broke off with " + thrown.getClass().getSimpleName() + at(thrown) + ".",
                "Retry it once the database is well. " + REPORT);
    }

    /** The place in our own code, which quotes nothing. */
    private static String at(RuntimeException thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("org.chartproof.")) {
                return " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
