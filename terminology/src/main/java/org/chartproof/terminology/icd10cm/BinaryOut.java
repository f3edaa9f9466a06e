package org.chartproof.terminology.icd10cm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes numbers and words compactly; {@link BinaryIn} reads them. */
final class BinaryOut {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);

    /** A number, {@code >= 0}, seven bits a byte. */
    void number(int value) {
        int left = value;
        while (left >= 0x80) {
            bytes.write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        bytes.write(left);
    }

    /** Words: one byte a character where all fit, which is nearly always and reads several times faster than UTF-8. */
    void words(String words) {
        boolean narrow = words.chars().allMatch(c -> c < 0x100);
        byte[] encoded = words.getBytes(narrow ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        number(encoded.length << 1 | (narrow ? 0 : 1));
        bytes.writeBytes(encoded);
    }

    /** The bytes from one place on, after their number. */
    void bytes(byte[] from, int begin) {
        number(from.length - begin);
        bytes.write(from, begin, from.length - begin);
    }

    /** Words that may be absent. */
    void optional(Optional<String> words) {
        number(words.isPresent() ? 1 : 0);
        words.ifPresent(this::words);
    }

    /** Each element, after their number. */
    <T> void list(Collection<T> elements, BiConsumer<BinaryOut, T> writer) {
        number(elements.size());
        for (T element : elements) {
            writer.accept(this, element);
        }
    }

    /** A part that can be read later or never. */
    void section(BinaryOut part) {
        byte[] content = part.toByteArray();
        number(content.length);
        bytes.writeBytes(content);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
