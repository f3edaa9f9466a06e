package org.chartproof.bundles.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code expected.yaml}: a small subset of YAML, so that any YAML reader reads it too.
 *
 * <p>Keys {@code specialty}, {@code codes}, {@code first} (optional) and {@code absent}; list items indented by two; comments after
 * {@code " #"}.
 */
final class ExpectedFile {

    private static final Pattern ITEM = Pattern.compile("  - (\\S.*)");
    private static final Pattern KEY = Pattern.compile("([a-z]+):(?: +(\\S.*))?");
    private static final Pattern CODE = Pattern.compile("[A-Z][0-9][0-9A-Z](?:\\.[0-9A-Z]{1,4})?");
    private static final Pattern ABSENT = Pattern.compile("(" + CODE.pattern() + "): +(\\S.*)");

    private final String file;
    private final List<String> codes = new ArrayList<>();
    private final List<Expected.Absent> absent = new ArrayList<>();
    private @Nullable String specialty;
    private @Nullable String first;
    private String list = "";

    private ExpectedFile(String file) {
        this.file = file;
    }

    /** What the file says: the specialty beside the expectation. */
    record Content(String specialty, Expected expected) {}

    /**
     * @param file its name, for messages
     * @param text its content
     * @throws IllegalStateException if it breaks the schema; says file and line
     */
    static Content parse(String file, String text) {
        ExpectedFile reading = new ExpectedFile(file);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String bare = line.replaceFirst("(^| +)#.*$", "").stripTrailing();
            if (!bare.isEmpty()) {
                reading.line(bare, number);
            }
        }
        return reading.content();
    }

    private void line(String line, int number) {
        Matcher item = ITEM.matcher(line);
        Matcher key = KEY.matcher(line);
        if (item.matches()) {
            item(item.group(1), number);
        } else if (key.matches()) {
            key(key.group(1), Optional.ofNullable(key.group(2)), number);
        } else {
            throw broken(number, "neither a key nor a list item of two spaces, a hyphen and a space");
        }
    }

    private void key(String key, Optional<String> value, int number) {
        list = "";
        switch (key) {
            case "codes", "absent" -> {
                if (value.isPresent()) {
                    throw broken(number, key + " takes a list");
                }
                list = key;
            }
            case "specialty" -> specialty = value.orElseThrow(() -> broken(number, "specialty takes a value"));
            case "first" -> first = code(value.orElseThrow(() -> broken(number, "first takes a code")), number);
            default -> throw broken(number, "unknown key " + key);
        }
    }

    private void item(String item, int number) {
        switch (list) {
            case "codes" -> codes.add(code(item, number));
            case "absent" -> {
                Matcher matcher = ABSENT.matcher(item);
                if (!matcher.matches()) {
                    throw broken(number, "absent takes a code or its beginning, a colon and the reason");
                }
                absent.add(new Expected.Absent(matcher.group(1), matcher.group(2)));
            }
            default -> throw broken(number, "a list item outside codes and absent");
        }
    }

    private String code(String text, int number) {
        if (!CODE.matcher(text).matches()) {
            throw broken(number, "not an ICD-10-CM code: " + text);
        }
        return text;
    }

    private Content content() {
        String stated = specialty;
        if (stated == null) {
            throw new IllegalStateException(file + ": specialty is missing");
        }
        try {
            return new Content(stated, new Expected(codes, Optional.ofNullable(first), absent));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    private IllegalStateException broken(int number, String what) {
        return new IllegalStateException(file + ", line " + number + ": " + what);
    }
}
