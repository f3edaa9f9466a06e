package org.chartproof.server.authserver.scope;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chartproof.server.security.ResourceScope;
import org.chartproof.server.security.Role;

/** What users of each role may have at most: {@code role-scopes.txt}. */
public final class RoleScopes {
    private static final String FILE = "role-scopes.txt";

    /** About who signed in and how long that lasts: for everyone. */
    private static final Set<String> ALWAYS =
            Set.of(Scopes.OPENID, Scopes.PROFILE, Scopes.FHIR_USER, Scopes.OFFLINE_ACCESS, Scopes.ONLINE_ACCESS);

    private final Map<Role, Set<String>> scopes;

    private RoleScopes(Map<Role, Set<String>> scopes) {
        this.scopes = scopes;
    }

    /** The table that comes with the server. */
    public static RoleScopes load() {
        try (InputStream in = RoleScopes.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RoleScopes read(String text) {
        Map<Role, Set<String>> scopes = new EnumMap<>(Role.class);
        String[] lines = text.split("\\R");
        for (int number = 1; number <= lines.length; number++) {
            String line = lines[number - 1].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(": ");
            if (colon < 0) {
                throw new IllegalArgumentException(FILE + ", line " + number + ": expected a role, ': ' and scopes");
            }
            Set<String> words = Scopes.of(line.substring(colon + 1));
            for (String word : words) {
                if (!word.startsWith("launch") && ResourceScope.parse(word).isEmpty()) {
                    throw new IllegalArgumentException(FILE + ", line " + number + ": '" + word + "' is no scope");
                }
            }
            Role role = Role.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
            scopes.computeIfAbsent(role, key -> new LinkedHashSet<>(ALWAYS)).addAll(words);
        }
        return new RoleScopes(scopes);
    }

    /** What someone with these roles may have. */
    public Set<String> of(Collection<Role> roles) {
        Set<String> all = new LinkedHashSet<>();
        roles.forEach(role -> all.addAll(scopes.getOrDefault(role, Set.of())));
        return all;
    }
}
