package org.chartproof.server.ehr.arrival;

import java.util.Map;
import org.chartproof.server.ehr.connection.Reply;

/**
 * Why something has not arrived, for the one who looks after it. Quotes nothing of what the EHR wrote.
 *
 * @param code   the same for the same kind of trouble, so that all of a kind can be retried at once
 * @param reason what happened
 * @param hint   what to do
 */
public record Reason(String code, String reason, String hint) {

    private static final String SEE_EHR = "Ask those who run the EHR, with this reason; then retry it.";

    private static final Map<String, String> HINTS = Map.of(
            "not-allowed",
            "Ask those who run the EHR to let our client read it: its scopes, or who may see this kind of note. Then retry.",
            "foreign-host",
            "If that host may be asked, name it in content-hosts of the source; then retry.",
            "too-large",
            "Raise max-content-bytes of the source if such documents are to be taken; then retry.",
            "not-found",
            "If it was deleted in the EHR, withdraw it here. If it is there, see whether our client may read it; then retry.",
            "no-url",
            "The EHR names something that can't be fetched; discard it, or retry once it is mended there.",
            "failing",
            SEE_EHR);

    /** Of a refusal. */
    static Reason of(String what, Reply.Refused refused) {
        return new Reason(refused.code(), what + ": " + refused.reason(), hint(refused.code()));
    }

    /** That there is nothing. */
    static Reason notFound(String what) {
        return new Reason("not-found", what + ": the EHR has nothing there.", hint("not-found"));
    }

    /** Of a kind of trouble. */
    static Reason of(String code, String reason) {
        return new Reason(code, reason, hint(code));
    }

    private static String hint(String code) {
        return HINTS.getOrDefault(code, SEE_EHR);
    }
}
