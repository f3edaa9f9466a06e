package org.chartproof.server.authserver.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.config.Secret;
import org.chartproof.server.database.PrivateFile;
import org.chartproof.server.security.Role;

/** The file of users: under each name {@code display}, {@code roles}, {@code fhir-user} and {@code password}, a bcrypt hash. */
public final class UserFile {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));
    private static final Set<String> KEYS = Set.of("display", "roles", "fhir-user", "password");

    private final Path path;

    /** @param path of the file, which need not exist */
    public UserFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * All users by their names; none if there is no file.
     *
     * @throws ConfigurationException if the file is not what it has to be, with the user concerned
     */
    public Map<String, UserAccount> read() {
        Map<String, UserAccount> users = new LinkedHashMap<>();
        if (!Files.exists(path)) {
            return users;
        }
        JsonNode root = tree();
        if (root.isMissingNode() || root.isNull()) {
            return users;
        }
        if (!root.isObject()) {
            throw new ConfigurationException(path + ": expected users under their names");
        }
        for (Iterator<Map.Entry<String, JsonNode>> all = root.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> one = all.next();
            users.put(one.getKey(), user(one.getKey(), one.getValue()));
        }
        return users;
    }

    /**
     * Adds a user, or changes the one of that name.
     *
     * @throws ConfigurationException if the file can't be read or written
     */
    public void put(UserAccount user) {
        Map<String, UserAccount> users = read();
        users.put(user.name(), user);
        write(users);
    }

    /**
     * Takes a user out.
     *
     * @return whether there was one of that name
     * @throws ConfigurationException if the file can't be read or written
     */
    public boolean remove(String name) {
        Map<String, UserAccount> users = read();
        boolean known = users.remove(name) != null;
        if (known) {
            write(users);
        }
        return known;
    }

    private void write(Map<String, UserAccount> users) {
        ObjectNode root = YAML.createObjectNode();
        users.values().forEach(one -> {
            ObjectNode node = root.putObject(one.name());
            node.put("display", one.display());
            node.put(
                    "roles",
                    String.join(
                            ", ",
                            one.roles().stream().map(UserFile::word).sorted().toList()));
            one.fhirUser().ifPresent(reference -> node.put("fhir-user", reference));
            node.put("password", one.passwordHash().reveal());
        });
        try {
            PrivateFile.write(path, YAML.writeValueAsString(root));
        } catch (IOException e) {
            throw new ConfigurationException("The file of users " + path + " can't be written: " + e.getMessage(), e);
        }
    }

    private JsonNode tree() {
        try {
            return YAML.readTree(path.toFile());
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(path + ": not well-formed YAML (check indentation and colons)");
        } catch (IOException e) {
            throw new ConfigurationException("The file of users " + path + " can't be read: " + e.getMessage(), e);
        }
    }

    private UserAccount user(String name, JsonNode node) {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!KEYS.contains(key)) {
                throw new ConfigurationException(path + ": user '" + name + "' has an unknown key '" + key + "'");
            }
        }
        String hash = node.path("password").asText();
        if (!hash.matches("\\$2[aby]\\$\\d\\d\\$\\S{53}")) {
            throw new ConfigurationException(
                    path + ": the password of user '" + name + "' is no bcrypt hash; `chartproof user add` makes one");
        }
        try {
            Set<Role> roles = new LinkedHashSet<>();
            for (String word : node.path("roles").asText().strip().split("[\\s,]+")) {
                roles.add(Role.valueOf(word.toUpperCase(Locale.ROOT)));
            }
            return new UserAccount(
                    name,
                    node.path("display").asText(name),
                    roles,
                    Optional.of(node.path("fhir-user").asText()).filter(text -> !text.isEmpty()),
                    new Secret(hash));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(path + ": user '" + name + "': " + e.getMessage(), e);
        }
    }

    private static String word(Role role) {
        return role.word();
    }
}
