package org.chartproof.server.security;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What can be done with resources, by the letters of SMART 2: cruds. */
public enum Permission {
    CREATE('c'),
    /** A resource by its id, its versions included. */
    READ('r'),
    UPDATE('u'),
    DELETE('d'),
    /** Search, and the history of a type. */
    SEARCH('s');

    private final char letter;

    Permission(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    /**
     * @param word {@code read}, {@code write} or {@code *} of SMART 1, or some of the letters of SMART 2 in their order
     * @return what it permits; empty if it is neither
     */
    static Optional<Set<Permission>> of(String word) {
        return switch (word) {
            case "read" -> Optional.of(EnumSet.of(READ, SEARCH));
            case "write" -> Optional.of(EnumSet.of(CREATE, UPDATE, DELETE));
            case "*" -> Optional.of(EnumSet.allOf(Permission.class));
            default -> letters(word);
        };
    }

    private static Optional<Set<Permission>> letters(String word) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        int next = 0;
        for (Permission permission : values()) {
            if (next < word.length() && word.charAt(next) == permission.letter) {
                permissions.add(permission);
                next++;
            }
        }
        return permissions.isEmpty() || next < word.length() ? Optional.empty() : Optional.of(permissions);
    }
}
