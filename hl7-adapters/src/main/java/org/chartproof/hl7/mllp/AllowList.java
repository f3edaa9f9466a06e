package org.chartproof.hl7.mllp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Addresses that may connect.
 *
 * @param ranges empty for all
 */
public record AllowList(List<Range> ranges) {

    /** Anything that looks up a name is no address. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    public AllowList {
        ranges = List.copyOf(ranges);
    }

    /**
     * Addresses that share their first bits.
     *
     * @param address of 4 or 16 bytes
     * @param bits how many of them count
     */
    public record Range(InetAddress address, int bits) {

        /** Whether an address lies in it. */
        boolean holds(InetAddress other) {
            byte[] own = address.getAddress();
            byte[] its = other.getAddress();
            if (own.length != its.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((own[bit >> 3] & mask) != (its[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Reads a list.
     *
     * @param texts IPv4 or IPv6 addresses, each alone or with a prefix length: {@code 10.1.0.0/16}
     * @throws IllegalArgumentException if one is neither; names are not looked up
     */
    public static AllowList of(List<String> texts) {
        List<Range> ranges = new ArrayList<>();
        for (String text : texts) {
            ranges.add(range(text.strip()));
        }
        return new AllowList(ranges);
    }

    private static Range range(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!NUMERIC.matcher(address).matches()) {
            throw new IllegalArgumentException(problem(text));
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            int all = parsed.getAddress().length * 8;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException(problem(text));
            }
            return new Range(parsed, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(problem(text), e);
        }
    }

    private static String problem(String text) {
        return "\"" + text + "\" is neither an address such as 10.1.2.3 nor a range such as 10.1.0.0/16";
    }

    /** Whether it may connect. */
    public boolean allows(InetAddress address) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.holds(address));
    }
}
