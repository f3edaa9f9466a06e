package org.chartproof.server.authserver.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.cli.Chartproof;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.config.Secret;
import org.chartproof.server.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class UserFileTest {
    private static final String HASH = "$2a$04$" + "a".repeat(53);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void usersAreReadAsTheyWereWritten() throws IOException {
        UserFile file = new UserFile(folder.resolve("new").resolve("users.yaml"));
        UserAccount ann = new UserAccount(
                "ann.coder",
                "Ann: \"the\" coder",
                EnumSet.of(Role.CODER, Role.AUDITOR),
                Optional.of("Practitioner/ann"),
                new Secret(HASH));
        UserAccount ben = new UserAccount("ben", "Ben", Set.of(Role.CLINICIAN), Optional.empty(), new Secret(HASH));

        file.put(ann);
        file.put(ben);

        assertThat(file.read())
                .containsEntry("ann.coder", ann)
                .containsEntry("ben", ben)
                .hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(ann.toString()).doesNotContain(HASH);
    }

    @ParameterizedTest
    @CsvSource({
        "'ann: {roles: coder, password: open sesame}', no bcrypt hash",
        "'ann: {roles: king, password: HASH}', user 'ann'",
        "'ann: {roles: system, password: HASH}', roles are some of",
        "'ann: {password: HASH}', user 'ann'",
        "'ann: {roles: coder, password: HASH, admin: true}', unknown key 'admin'",
        "'ann: {roles: coder, fhir-user: https://x, password: HASH}', fhir-user",
        "'- ann', expected users",
        "'ann: {', not well-formed"
    })
    void aWrongFileIsRefusedWithTheUserAndWithoutTheHash(String yaml, String told) throws IOException {
        UserFile file = new UserFile(Files.writeString(folder.resolve("users.yaml"), yaml.replace("HASH", HASH)));

        assertThatThrownBy(file::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining("sesame")
                .hasMessageNotContaining(HASH);
    }

    @Test
    void passwordsAreMadeLongAndKeptHashed() {
        Secret made = Passwords.make(new SecureRandom());

        assertThat(made.reveal()).hasSize(19).matches("[a-z2-9-]+");
        assertThat(new BCryptPasswordEncoder()
                        .matches(made.reveal(), Passwords.hash(made).reveal()))
                .isTrue();
        assertThatThrownBy(() -> Passwords.hash(new Secret("short"))).hasMessageContaining("12 characters");
        assertThatThrownBy(() -> Passwords.hash(new Secret("x".repeat(73)))).hasMessageContaining("72 bytes");
    }

    @Test
    void theCommandAddsAUserWhoMaySignIn() throws IOException {
        Path config = Files.writeString(
                folder.resolve("chartproof.yaml"), "security:\n  users: " + folder.resolve("users.yaml") + "\n");
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("a long pass phrase\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(Chartproof.run(
                            "user",
                            "add",
                            "carla",
                            "--role",
                            "coder,auditor",
                            "--fhir-user",
                            "Practitioner/carla",
                            "--password-stdin",
                            "--config",
                            config.toString()))
                    .isZero();
        } finally {
            System.setIn(before);
        }

        Users users = new Users(new UserFile(folder.resolve("users.yaml")));
        UserAccount carla = users.find("carla").orElseThrow();
        assertThat(carla.roles()).containsExactlyInAnyOrder(Role.CODER, Role.AUDITOR);
        assertThat(new BCryptPasswordEncoder()
                        .matches("a long pass phrase", carla.passwordHash().reveal()))
                .isTrue();
        assertThat(Files.readString(folder.resolve("users.yaml"))).doesNotContain("pass phrase");
    }
}
