package org.chartproof.hl7.table;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Character sets by the names of HL7 table 0211, else by those that Java knows. */
public final class Charsets {

    private static final String FILE = "/org/chartproof/hl7/charsets.tsv";
    private static final Map<String, Charset> NAMES = load();

    private Charsets() {}

    /** @param name as MSH-18 has it, in any case */
    public static Optional<Charset> named(String name) {
        Charset known = NAMES.get(name.strip().toUpperCase(Locale.ROOT));
        return known != null ? Optional.of(known) : ofPlatform(name.strip());
    }

    /** What MSH-18 calls a character set; empty if HL7 table 0211 does not have it. */
    public static Optional<String> nameOf(Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            // One of several names, and the one of the table itself.
            return Optional.of("UNICODE UTF-8");
        }
        return NAMES.entrySet().stream()
                .filter(name ->
                        name.getValue().equals(charset) && !name.getKey().startsWith("ISO IR"))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Charset> ofPlatform(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Charset> load() {
        Map<String, Charset> names = new HashMap<>();
        for (TableFile.Row row : TableFile.read(FILE, 2)) {
            Charset charset = ofPlatform(row.cell(1)).orElseThrow(() -> row.error("Java has no " + row.cell(1)));
            names.put(row.cell(0).toUpperCase(Locale.ROOT), charset);
        }
        return Map.copyOf(names);
    }
}
