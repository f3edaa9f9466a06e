package org.chartproof.terminology.icd10cm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link BinaryOut} wrote. The bytes are checked against their checksum before. */
final class BinaryIn {

    private final byte[] bytes;
    private int at;

    BinaryIn(byte[] bytes, int begin) {
        this.bytes = bytes;
        this.at = begin;
    }

    int number() {
        int value = 0;
        int shift = 0;
        while (true) {
            int next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    String words() {
        int header = number();
        int length = header >>> 1;
        String words =
                new String(bytes, at, length, (header & 1) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        at += length;
        return words;
    }

    /**
     * Reads bytes over what stands in a buffer from a place on.
     *
     * @return the buffer, or a longer copy of it where it was too short
     */
    byte[] over(byte[] buffer, int begin, int length) {
        byte[] room = begin + length <= buffer.length ? buffer : Arrays.copyOf(buffer, 2 * (begin + length));
        System.arraycopy(bytes, at, room, begin, length);
        at += length;
        return room;
    }

    Optional<String> optional() {
        return number() == 0 ? Optional.empty() : Optional.of(words());
    }

    <T> List<T> list(Function<BinaryIn, T> reader) {
        int size = number();
        if (size == 0) {
            return List.of();
        }
        Object[] elements = new Object[size];
        for (int i = 0; i < size; i++) {
            elements[i] = reader.apply(this);
        }
        @SuppressWarnings("unchecked")
        List<T> list = (List<T>) List.of(elements);
        return list;
    }

    /** A part, copied, so that the rest of the file can be let go. */
    byte[] section() {
        int length = number();
        byte[] part = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return part;
    }
}
