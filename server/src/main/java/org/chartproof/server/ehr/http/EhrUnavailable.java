package org.chartproof.server.ehr.http;

import java.time.Duration;
import java.util.Optional;

/** An EHR did not answer, or can't for the moment: what was asked may succeed later. Its message quotes nothing of what was exchanged. */
public final class EhrUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Optional<Duration> retryAfter;
    private final boolean all;
    private final boolean unsure;

    private EhrUnavailable(String code, String message, Optional<Duration> retryAfter, boolean all, boolean unsure) {
        super(message);
        this.code = code;
        this.retryAfter = retryAfter;
        this.all = all;
        this.unsure = unsure;
    }

    /** The EHR as a whole: it is away, overloaded, or does not let this server in. */
    public static EhrUnavailable all(String code, String message) {
        return new EhrUnavailable(code, message, Optional.empty(), true, false);
    }

    /** The same, and when it makes sense to ask again. */
    public static EhrUnavailable until(String code, String message, Duration retryAfter) {
        return new EhrUnavailable(code, message, Optional.of(retryAfter), true, false);
    }

    /** This request alone, as far as can be told. */
    public static EhrUnavailable here(String code, String message) {
        return new EhrUnavailable(code, message, Optional.empty(), false, false);
    }

    /** A request that changes something was sent and its answer did not come: it may have been done. */
    public EhrUnavailable whileUnsure() {
        return new EhrUnavailable(code, String.valueOf(getMessage()), retryAfter, all, true);
    }

    /** Such as {@code no-connection}. */
    public String code() {
        return code;
    }

    /** What the EHR said about when to come back. */
    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }

    /** Whether it concerns all that is asked of this EHR. */
    public boolean concernsAll() {
        return all;
    }

    /** Whether a change that was asked for may have been made all the same. */
    public boolean isUnsure() {
        return unsure;
    }
}
