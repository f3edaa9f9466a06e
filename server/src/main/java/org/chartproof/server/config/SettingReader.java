package org.chartproof.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes typed values out of settings and keeps account of which keys exist, so that the rest can be refused. */
final class SettingReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(B|KB|MB|GB)?", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_KEY = 1000;

    private final Map<String, Setting> settings;
    private final Set<String> known = new LinkedHashSet<>();

    SettingReader(Map<String, Setting> settings) {
        this.settings = settings;
    }

    String text(String key, String otherwise) {
        return find(key).map(Setting::value).orElse(otherwise);
    }

    Optional<String> text(String key) {
        return find(key).map(Setting::value).filter(value -> !value.isBlank());
    }

    Path path(String key, Path otherwise) {
        return path(key).orElse(otherwise);
    }

    Optional<Path> path(String key) {
        return find(key).filter(setting -> !setting.value().isBlank()).map(setting -> {
            try {
                return Path.of(setting.value().strip());
            } catch (InvalidPathException e) {
                throw wrong(key, setting, "a path");
            }
        });
    }

    int integer(String key, int otherwise, int lowest, int highest) {
        Optional<Setting> setting = find(key);
        if (setting.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(setting.get().value().strip());
            if (value >= lowest && value <= highest) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, setting.get(), "a whole number");
        }
        throw wrong(key, setting.get(), "a whole number from " + lowest + " to " + highest);
    }

    double probability(String key, double otherwise) {
        Optional<Setting> setting = find(key);
        if (setting.isEmpty()) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(setting.get().value().strip());
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, setting.get(), "a number from 0 to 1");
        }
        throw wrong(key, setting.get(), "a number from 0 to 1");
    }

    boolean flag(String key, boolean otherwise) {
        Optional<Setting> setting = find(key);
        if (setting.isEmpty()) {
            return otherwise;
        }
        return switch (setting.get().value().strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw wrong(key, setting.get(), "true or false");
        };
    }

    <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
        Optional<Setting> setting = find(key);
        if (setting.isEmpty()) {
            return otherwise;
        }
        StringBuilder allowed = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(setting.get().value().strip().toLowerCase(Locale.ROOT))) {
                return constant;
            }
            allowed.append(allowed.isEmpty() ? "" : ", ").append(name);
        }
        throw wrong(key, setting.get(), "one of " + allowed);
    }

    Duration duration(String key, Duration otherwise) {
        Optional<Setting> setting = find(key);
        if (setting.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(setting.get().value().strip());
        if (!matcher.matches()) {
            throw wrong(key, setting.get(), "a duration such as 500ms, 2s, 10m or 1h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    long bytes(String key, long otherwise) {
        Optional<Setting> setting = find(key);
        if (setting.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = SIZE.matcher(setting.get().value().strip());
        if (!matcher.matches()) {
            throw wrong(key, setting.get(), "a size such as 25MB");
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2).toUpperCase(Locale.ROOT);
        long factor =
                switch (unit) {
                    case "KB" -> 1024L;
                    case "MB" -> 1024L * 1024;
                    case "GB" -> 1024L * 1024 * 1024;
                    default -> 1L;
                };
        return Long.parseLong(matcher.group(1)) * factor;
    }

    /** The parts of a text that commas part, without the spaces around them; empty if the key is absent. */
    List<String> list(String key) {
        return text(key).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** A duration that may be absent. */
    Optional<Duration> duration(String key) {
        return find(key).isEmpty() ? Optional.empty() : Optional.of(duration(key, Duration.ZERO));
    }

    /**
     * A value that is read by a function of the JDK, such as a time zone.
     *
     * @param expected what a value has to be, for the message about one that is not
     * @param read     throws if it can't read the text
     */
    <T> T parsed(String key, T otherwise, String expected, Function<String, T> read) {
        Optional<Setting> setting = text(key).isEmpty() ? Optional.empty() : find(key);
        if (setting.isEmpty()) {
            return otherwise;
        }
        try {
            return read.apply(setting.get().value().strip());
        } catch (RuntimeException e) {
            throw wrong(key, setting.get(), expected);
        }
    }

    /**
     * The names that stand under a key, in the order of the file: the operator's own, such as those of feeds.
     *
     * @param key such as {@code hl7.feeds}
     */
    List<String> names(String key) {
        String prefix = key + ".";
        return settings.keySet().stream()
                .filter(one -> one.startsWith(prefix))
                .map(one -> one.substring(prefix.length()))
                .map(rest -> rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest)
                .distinct()
                .toList();
    }

    /**
     * Values under keys that are the operator's own, dots included.
     *
     * @param key such as {@code hl7.feeds.adt.systems}
     */
    Map<String, String> map(String key) {
        find(key).ifPresent(setting -> {
            throw wrong(key, setting, "names with their values, one a line below it");
        });
        String prefix = key + ".";
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach((one, setting) -> {
            if (one.startsWith(prefix)) {
                known.add(one);
                values.put(one.substring(prefix.length()), setting.value().strip());
            }
        });
        return values;
    }

    /** A value that is not what it has to be. */
    ConfigurationException wrong(String key, String expected) {
        Setting setting = settings.get(key);
        return setting == null
                ? new ConfigurationException("'" + key + "' is missing, expected " + expected)
                : wrong(key, setting, expected);
    }

    /** Refuses what {@link #settings} hold beyond the keys that were asked for. */
    void refuseUnknown() {
        for (Map.Entry<String, Setting> entry : settings.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new ConfigurationException(entry.getValue().origin() + ": unknown key '" + entry.getKey()
                        + "'; did you mean '" + nearest(entry.getKey()) + "'?");
            }
        }
    }

    /** Where the value of a key stands, for messages about two values that don't go together. */
    String origin(String key) {
        Setting setting = settings.get(key);
        return setting == null ? "default of '" + key + "'" : setting.origin();
    }

    /** Makes a key known that nothing asks for. */
    void know(String key) {
        known.add(key);
    }

    Set<String> known() {
        return Set.copyOf(known);
    }

    private Optional<Setting> find(String key) {
        known.add(key);
        return Optional.ofNullable(settings.get(key));
    }

    private static ConfigurationException wrong(String key, Setting setting, String expected) {
        return new ConfigurationException(
                setting.origin() + ": '" + key + "' is '" + setting.value() + "', expected " + expected);
    }

    private String nearest(String key) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            // A right name under a wrong parent is nearer than its letters say.
            boolean sameName = lastPart(candidate).equals(lastPart(key));
            int distance = editDistance(key, candidate) + (sameName ? 0 : LONGEST_KEY);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private static int editDistance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
