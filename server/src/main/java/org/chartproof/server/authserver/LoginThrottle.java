package org.chartproof.server.authserver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down who guesses passwords: by user and address together after a few wrong ones, by user and by address alone after many. Waits double; one right password forgets the wrong ones of that user
 * from that address. In memory, since a restart costs a guesser more than it gives.
 */
final class LoginThrottle {
    private static final int FREE_OF_PAIR = 5;
    private static final int FREE_OF_USER = 20;
    private static final int FREE_OF_ADDRESS = 50;
    private static final int MOST_KEYS = 20_000;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<Key, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

    /** @param free wrong passwords before one has to wait */
    private record Key(String kind, String value, int free) {}

    private record Failures(int count, Instant last, Instant openAt) {}

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Begins a try, which counts as wrong until it is told to be right: tries at the same moment are counted before any of them is judged.
     *
     * @return how long one has yet to wait; empty if one may try
     */
    synchronized Optional<Duration> begin(String user, String address) {
        Instant now = clock.instant();
        Optional<Duration> left = left(user, address, now);
        if (left.isEmpty()) {
            count(user, address, now);
        }
        return left;
    }

    /** The password was right. */
    synchronized void succeeded(String user, String address) {
        Key[] keys = keys(user, address);
        failures.remove(keys[0]);
        for (int i = 1; i < keys.length; i++) {
            failures.computeIfPresent(
                    keys[i],
                    (key, known) ->
                            known.count() <= 1 ? null : new Failures(known.count() - 1, known.last(), known.last()));
        }
    }

    private Optional<Duration> left(String user, String address, Instant now) {
        Duration longest = Duration.ZERO;
        for (Key key : keys(user, address)) {
            Failures known = failures.get(key);
            if (known != null && known.openAt().isAfter(now)) {
                Duration left = Duration.between(now, known.openAt());
                longest = left.compareTo(longest) > 0 ? left : longest;
            }
        }
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }

    private void count(String user, String address, Instant now) {
        for (Key key : keys(user, address)) {
            Failures known = failures.get(key);
            int count = known == null || known.last().plus(MEMORY).isBefore(now) ? 1 : known.count() + 1;
            int beyond = count - key.free();
            Instant openAt = beyond < 0 ? now : now.plus(doubled(beyond));
            failures.put(key, new Failures(count, now, openAt));
        }
        // Those that were looked at longest ago.
        for (Iterator<Key> oldest = failures.keySet().iterator(); failures.size() > MOST_KEYS; ) {
            oldest.next();
            oldest.remove();
        }
    }

    private static Duration doubled(int times) {
        Duration wait = FIRST_WAIT;
        for (int i = 0; i < times && wait.compareTo(LONGEST_WAIT) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static Key[] keys(String user, String address) {
        String name = user.length() > 64 ? user.substring(0, 64) : user;
        return new Key[] {
            new Key("pair", name + "\n" + address, FREE_OF_PAIR),
            new Key("user", name, FREE_OF_USER),
            new Key("address", address, FREE_OF_ADDRESS)
        };
    }
}
