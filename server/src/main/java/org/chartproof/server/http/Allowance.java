package org.chartproof.server.http;

/** How much somebody may still do: refilled evenly, up to what may be done at once (a token bucket). */
public final class Allowance {
    private static final double NANOS = 1_000_000_000;

    private final double perSecond;
    private final double most;
    private double left;
    private long counted;

    /**
     * @param perSecond how much comes back each second
     * @param most      how much may be done at once
     * @param now       in nanoseconds of any clock that runs evenly
     */
    public Allowance(double perSecond, double most, long now) {
        this.perSecond = perSecond;
        this.most = most;
        this.left = most;
        this.counted = now;
    }

    /** Takes one if one is left. */
    public synchronized boolean take(long now) {
        boolean enough = isLeft(now);
        left -= enough ? 1 : 0;
        return enough;
    }

    /** Whether one is left. */
    synchronized boolean isLeft(long now) {
        left = Math.min(most, left + Math.max(0, now - counted) / NANOS * perSecond);
        counted = now;
        return left >= 1;
    }

    /** Whole seconds until one is left; at least 1. */
    synchronized long secondsToWait() {
        return (long) Math.max(1, Math.ceil((1 - left) / perSecond));
    }
}
