package org.chartproof.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Settings under a name that the operator gave, such as those of one feed.
 *
 * @param prefix of its keys, ended by a dot; empty for the one that only tells which keys there are
 */
record NamedGroup(SettingReader reader, String prefix) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,38}");

    /**
     * Reads all groups of a kind, in the order of the file.
     *
     * @param parent the key that they stand under
     * @param kind what one is called in a message
     * @param read makes one of its group and its name
     */
    static <T> List<T> all(SettingReader reader, String parent, String kind, BiFunction<NamedGroup, String, T> read) {
        List<T> all = new ArrayList<>();
        for (String name : reader.names(parent)) {
            if (!NAME.matcher(name).matches()) {
                throw new ConfigurationException("'" + parent + "." + name + "': a " + kind
                        + "'s name has lower case letters, digits and hyphens, and begins with a letter");
            }
            all.add(read.apply(new NamedGroup(reader, parent + "." + name + "."), name));
        }
        if (all.isEmpty()) {
            // So that every key of a group is known where a message names the nearest one.
            SettingReader none = new SettingReader(Map.of());
            T unused = read.apply(new NamedGroup(none, ""), "name");
            none.known().stream().sorted().forEach(key -> reader.know(parent + ".NAME." + key));
        }
        return all;
    }

    /** Whether it stands for a group that the operator gave, and so has what such a one can't do without. */
    boolean isGiven() {
        return !prefix.isEmpty();
    }

    String key(String name) {
        return prefix + name;
    }

    ConfigurationException wrong(String name, String expected) {
        return reader.wrong(key(name), expected);
    }

    /** A port that can't be left out; the lowest one where no group is given. */
    int port(int lowest, String expected) {
        int port = reader.integer(key("port"), -1, lowest, 65535);
        if (port < 0 && isGiven()) {
            throw wrong("port", expected);
        }
        return Math.max(port, lowest);
    }

    Optional<Path> file(String name) {
        Optional<Path> file = reader.path(key(name));
        if (file.isPresent() && !Files.isReadable(file.get())) {
            throw wrong(name, "a PEM file that can be read");
        }
        return file;
    }

    Duration positive(String name, Duration standard) {
        Duration duration = reader.duration(key(name), standard);
        if (duration.isZero()) {
            throw wrong(name, "a duration above zero");
        }
        return duration;
    }
}
