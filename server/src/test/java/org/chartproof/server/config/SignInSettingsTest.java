package org.chartproof.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chartproof.server.config.SignIn.Proof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInSettingsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anAppAndABackendServiceAreRead() throws IOException {
        Path keys = Files.writeString(folder.resolve("jwks.json"), "{\"keys\":[]}");
        SignIn signIn = read(
                """
                security:
                  clients:
                    portal:
                      title: The portal
                      redirects: https://portal.example.org/callback http://localhost:3000/done
                      scopes: launch patient/*.rs
                      consent: false
                    robot:
                      scopes: system/*.rs
                      jwks-file: %s
                """
                        .formatted(keys));

        SignIn.Client portal = signIn.clients().get(0);
        assertThat(portal.redirects())
                .containsExactlyInAnyOrder(
                        URI.create("https://portal.example.org/callback"), URI.create("http://localhost:3000/done"));
        assertThat(portal.proof()).isEqualTo(new Proof.None());
        assertThat(portal.isBackendService()).isFalse();
        assertThat(portal.consent()).isFalse();
        SignIn.Client robot = signIn.clients().get(1);
        assertThat(robot.isBackendService()).isTrue();
        assertThat(robot.proof()).isEqualTo(new Proof.KeyFile(keys));
    }

    @Test
    void aSecretIsReadFromItsFileAndNeverShown() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "open sesame\n");
        SignIn signIn = read("security: {clients: {portal: {redirects: 'https://a.example.org/x', scopes: openid,"
                + " secret-file: " + secret + "}}}");

        assertThat(signIn.clients().get(0).proof()).isEqualTo(new Proof.SharedSecret(new Secret("open sesame")));
        assertThat(signIn.toString()).doesNotContain("sesame");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'redirects: http://portal.example.org/x, scopes: openid', an https address",
        "'redirects: https://portal.example.org/x#part, scopes: openid', without a fragment",
        "'redirects: not an address, scopes: openid', an https address",
        "'redirects: https://portal.example.org/x', the SMART scopes that it may have",
        "'scopes: system/*.rs', or a jwks-url or jwks-file",
        "'scopes: system/*.rs, jwks-url: http://keys.example.org/jwks', an https address",
        "'scopes: system/*.rs, jwks-file: /no/such/file', a file that can be read",
        "'redirects: https://portal.example.org/x, scopes: openid, secret: sesame', unknown key"
    })
    void aClientThatCouldNotBeSafeIsRefused(String client, String told) {
        assertThatThrownBy(() -> read("security: {clients: {portal: {" + client + "}}}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining("sesame");
    }

    @ParameterizedTest
    @CsvSource({
        "coding.example.org",
        "ftp://coding.example.org",
        "https://coding.example.org/below",
        "https://a.example.org?b=c"
    })
    void aBaseUrlIsSchemeHostAndPort(String url) {
        assertThatThrownBy(() -> read("server: {base-url: '" + url + "'}"))
                .hasMessageContaining("an address such as https://coding.example.org");
    }

    private SignIn read(String yaml) throws IOException {
        return new ConfigLoader(Map.of())
                .file(Files.writeString(folder.resolve("chartproof.yaml"), yaml))
                .load()
                .signIn();
    }
}
