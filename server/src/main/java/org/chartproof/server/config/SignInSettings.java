package org.chartproof.server.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.config.SignIn.Client;
import org.chartproof.server.config.SignIn.Proof;

/** Reads what the embedded authorization server needs of the part {@code security:}. */
final class SignInSettings {
    private static final String CLIENTS = "security.clients";
    private static final String AN_ADDRESS = "an https address without a fragment, or one of this machine";

    private final NamedGroup group;

    private SignInSettings(NamedGroup group) {
        this.group = group;
    }

    static SignIn read(SettingReader reader, Path data) {
        return new SignIn(
                reader.path("security.users", data.resolve("security").resolve("users.yaml")),
                NamedGroup.all(reader, CLIENTS, "client", (group, name) -> new SignInSettings(group).client(name)),
                reader.flag("security.launcher", false));
    }

    private Client client(String id) {
        Set<URI> redirects = new LinkedHashSet<>();
        for (String word : words("redirects")) {
            redirects.add(address("redirects", word));
        }
        Client client = new Client(
                id,
                group.reader().text(group.key("title"), id),
                redirects,
                new LinkedHashSet<>(words("scopes")),
                proof(),
                group.reader().text(group.key("launch-url")).map(text -> address("launch-url", text)),
                group.reader().flag(group.key("consent"), true));
        boolean hasKey = client.proof() instanceof Proof.PublishedKeys || client.proof() instanceof Proof.KeyFile;
        if (group.isGiven() && client.isBackendService() && !hasKey) {
            throw group.wrong("redirects", "addresses to send people back to, or a jwks-url or jwks-file");
        }
        if (group.isGiven() && client.scopes().isEmpty()) {
            throw group.wrong("scopes", "the SMART scopes that it may have");
        }
        return client;
    }

    private Proof proof() {
        Optional<Path> secret = group.reader().path(group.key("secret-file"));
        Optional<String> published = group.reader().text(group.key("jwks-url"));
        Optional<Path> keys = group.reader().path(group.key("jwks-file"));
        if ((secret.isPresent() ? 1 : 0) + (published.isPresent() ? 1 : 0) + (keys.isPresent() ? 1 : 0) > 1) {
            throw group.wrong(
                    secret.isPresent() ? "secret-file" : "jwks-url", "one of secret-file, jwks-url and jwks-file");
        }
        if (secret.isPresent()) {
            return new Proof.SharedSecret(secret(secret.get()));
        }
        if (published.isPresent()) {
            return new Proof.PublishedKeys(address("jwks-url", published.get()));
        }
        if (keys.isPresent()) {
            if (!Files.isReadable(keys.get())) {
                throw group.wrong("jwks-file", "a file that can be read");
            }
            return new Proof.KeyFile(keys.get());
        }
        return new Proof.None();
    }

    private Secret secret(Path file) {
        try {
            String secret = Files.readString(file).strip();
            if (!secret.isEmpty()) {
                return new Secret(secret);
            }
        } catch (IOException e) {
            throw group.wrong("secret-file", "a file that can be read");
        }
        throw group.wrong("secret-file", "a file with a secret in it");
    }

    private List<String> words(String name) {
        return group.reader().text(group.key(name)).stream()
                .flatMap(text -> java.util.Arrays.stream(text.strip().split("[\\s,]+")))
                .toList();
    }

    /** What is sent there would be read on the way, without TLS: on this machine alone there is no way. */
    private URI address(String name, String text) {
        try {
            URI address = WebAddress.trusted(text);
            if (address.getRawFragment() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw group.wrong(name, AN_ADDRESS);
        }
        throw group.wrong(name, AN_ADDRESS);
    }
}
