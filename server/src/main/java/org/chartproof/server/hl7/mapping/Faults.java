package org.chartproof.server.hl7.mapping;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.sql.SQLException;
import java.util.Optional;
import org.chartproof.server.hl7.lane.Fault;
import org.chartproof.server.hl7.ledger.Reason;
import org.chartproof.server.hl7.workspace.ConcurrentChange;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Tells faults of a message from those of the moment, by kind: messages of exceptions may quote what was read. */
public final class Faults {

    private static final Reason CHANGED_MEANWHILE = new Reason(
            "changed-meanwhile",
            "",
            "Other messages changed the same resources at the same moment, at every try.",
            "Retry it.");

    private Faults() {}

    /** Why a try failed. */
    public static Fault explain(RuntimeException thrown) {
        if (find(thrown, ConcurrentChange.class).isPresent()
                || find(thrown, ResourceVersionConflictException.class).isPresent()
                || find(thrown, PreconditionFailedException.class).isPresent()
                || sqlClass(thrown).equals("40")
                || find(thrown, DataIntegrityViolationException.class).isPresent()) {
            return new Fault.Passing(CHANGED_MEANWHILE, true);
        }
        Optional<BaseServerResponseException> refused = find(thrown, BaseServerResponseException.class);
        if (refused.isPresent() && refused.get().getStatusCode() < 500) {
            return new Fault.Lasting(new Reason(
                    "storage-refused",
                    "",
                    "Storing the resources was refused with HTTP "
                            + refused.get().getStatusCode() + " ("
                            + refused.get().getClass().getSimpleName() + ").",
                    "See the log of that moment; retry after a change of the mapping, or send an edited copy."));
        }
        boolean ofTheDatabase = find(thrown, DataAccessException.class).isPresent()
                || find(thrown, TransactionException.class).isPresent()
                || find(thrown, SQLException.class).isPresent();
        String kind = thrown.getClass().getSimpleName();
        if (ofTheDatabase || refused.isPresent()) {
            return new Fault.Passing(
                    new Reason(
                            "storage-failed",
                            "",
                            "The database did not store the resources (" + kind + ").",
                            "Retry it once the database is well."),
                    false);
        }
        return new Fault.Lasting(new Reason(
                "internal-error",
                "",
                "The mapping broke off with " + kind + at(thrown) + ".",
                "This is a fault of Chartproof: report it with this reason, and retry after an update."));
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

    /** Class of the SQL state; 40 is a transaction that was rolled back for another's sake. */
    private static String sqlClass(Throwable thrown) {
        return find(thrown, SQLException.class)
                .map(SQLException::getSQLState)
                .filter(state -> state.length() == 5)
                .map(state -> state.substring(0, 2))
                .orElse("");
    }

    private static <T> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
        }
        return Optional.empty();
    }
}
