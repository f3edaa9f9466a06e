package org.chartproof.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.out.BillingDestination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withoutAFileEveryOptionHasItsDefault() {
        ChartproofConfig config = ConfigLoader.defaults();

        assertThat(config.server().port()).isEqualTo(8080);
        assertThat(config.server().bind()).isEqualTo("127.0.0.1");
        assertThat(config.server().maxRequestBytes()).isEqualTo(25L * 1024 * 1024);
        assertThat(config.database().url()).isEmpty();
        assertThat(config.terminology().directory()).isEqualTo(Path.of("data", "terminology"));
        assertThat(config.coding().bands()).isEqualTo(new ChartproofConfig.Bands(0.95, 0.80));
        assertThat(config.coding().poll()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.security().access()).isEqualTo(ChartproofConfig.Access.EMBEDDED);
    }

    @Test
    void theSampleAsItIsChangesNothing() throws IOException {
        assertThat(read(ConfigLoader.sample())).isEqualTo(ConfigLoader.defaults());
    }

    @Test
    void theSampleWithEachOptionTakenInShowsTheDefaults() throws IOException {
        // A comment has a space after its '#', an option has none.
        String everyOption = ConfigLoader.sample().replaceAll("(?m)^(\\s*)#(?=\\S)", "$1");

        assertThat(everyOption).contains("\nserver:", "\n  port: 8080", "\n    auto-final: 0.95");
        ChartproofConfig config = read(everyOption);
        // The sample's feed and destination are what is there beside the defaults, and have the defaults of their kind.
        assertThat(config.hl7().feeds()).containsExactly(Feed.named("adt", 2575));
        assertThat(config.hl7().destinations())
                .extracting(BillingDestination::name, BillingDestination::maxTries)
                .containsExactly(tuple("billing", 50));
        assertThat(config.ehr().sources())
                .extracting(EhrSource::name, source -> source.polling().overlap())
                .containsExactly(tuple("main", Duration.ofMinutes(5)));
        assertThat(config.signIn().clients()).extracting(SignIn.Client::id).containsExactly("ehr-portal");
        String withoutFeed = everyOption.replaceAll(
                "(?m)^  (feeds|destinations|sources|clients):\\R|^    (adt|billing|main|hospital|ehr-portal):\\R|^    "
                        + "  \\s*[a-z].*\\R",
                "");
        assertThat(read(withoutFeed)).isEqualTo(ConfigLoader.defaults());
    }

    @Test
    void theSampleNamesEveryOption() {
        SettingReader reader = new SettingReader(Map.of());
        ConfigLoader.read(reader, Map.of());

        assertThat(reader.known()).hasSizeGreaterThan(15);
        for (String key : reader.known()) {
            assertThat(ConfigLoader.sample()).contains("#" + key.substring(key.lastIndexOf('.') + 1) + ":");
        }
    }

    @Test
    void whatIsGivenWinsOverTheDefault() throws IOException {
        ChartproofConfig config = read(
                """
                server:
                  port: 9090
                  max-request-bytes: 30 MB
                coding:
                  enabled: false
                  lease: 90s
                log:
                  format: json
                """);

        assertThat(config.server().port()).isEqualTo(9090);
        assertThat(config.server().maxRequestBytes()).isEqualTo(30L * 1024 * 1024);
        assertThat(config.coding().enabled()).isFalse();
        assertThat(config.coding().lease()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.log().format()).isEqualTo(ChartproofConfig.LogFormat.JSON);
    }

    @Test
    void ehrsReachTheServerByItsBaseUrlUnlessSaidOtherwise() throws IOException {
        String server = "server:\n  base-url: https://coding.example.org\n";
        assertThat(read(server).ehr().publicUrl()).contains(URI.create("https://coding.example.org"));
        assertThat(read(server + "ehr:\n  public-url: https://ehr-side.example.org\n")
                        .ehr()
                        .publicUrl())
                .contains(URI.create("https://ehr-side.example.org"));
        // Secrets are in the addresses that notifications go to.
        assertThat(read("server:\n  base-url: http://coding.example.org\n")
                        .ehr()
                        .publicUrl())
                .isEmpty();
    }

    @Test
    void anEhrIsToldNothingUnlessItIsSaidAndIsAskedForNoMoreThanThatNeeds() throws IOException {
        String source =
                "ehr:\n  sources:\n    main:\n      base: https://ehr.example.org/fhir\n      client-id: c\n      key: "
                        + Files.writeString(folder.resolve("key.pem"), "x") + "\n";
        EhrSource silent = read(source).ehr().sources().get(0);
        EhrSource told =
                read(source + "      write-back: conditions\n").ehr().sources().get(0);

        assertThat(silent.writeBack().kinds()).isEmpty();
        assertThat(silent.client().orElseThrow().scopes()).doesNotContain(".cus");
        assertThat(told.client().orElseThrow().scopes())
                .contains("system/Condition.cus")
                .doesNotContain("DocumentReference.cus");
    }

    @Test
    void anOptionOfTheCommandLineWinsOverTheFile() throws IOException {
        ChartproofConfig config = loader("server:\n  port: 9090\n")
                .override("server.port", "9191", "option --port")
                .load();

        assertThat(config.server().port()).isEqualTo(9191);
    }

    @Test
    void theTerminologyFolderFollowsTheDataFolder() throws IOException {
        assertThat(read("data-directory: /srv/chartproof").terminology().directory())
                .isEqualTo(Path.of("/srv/chartproof/terminology"));
    }

    @ParameterizedTest(name = "{0}: did you mean {1}?")
    @CsvSource({
        "'server:\n  prot: 1', server.port, line 2",
        "'coding:\n  max_tries: 3', coding.max-tries, line 2",
        "'port: 1', server.port, line 1",
        "'log:\n  level: info\n  fromat: json', log.format, line 3"
    })
    void anUnknownKeyIsRefusedWithItsLineAndTheNearestOne(String yaml, String nearest, String line) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("chartproof.yaml, " + line)
                .hasMessageContaining("did you mean '" + nearest + "'");
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource({
        "'server:\n  port: eighty', a whole number",
        "'server:\n  port: 70000', a whole number from 0 to 65535",
        "'server:\n  max-request-bytes: big', a size such as 25MB",
        "'coding:\n  enabled: maybe', true or false",
        "'coding:\n  poll: 5 minutes', a duration such as",
        "'coding:\n  bands:\n    review: 1.5', a number from 0 to 1",
        "'coding:\n  bands:\n    review: 0.99', must not be above",
        "'log:\n  format: xml', 'one of text, json'",
        "'database:\n  url: jdbc:postgresql://h/db?password=x', database.password-file",
        "'database:\n  url: jdbc:postgresql://u:x@h/db', database.password-file",
        "'server:\n  hosts: https://a.example.org', names parted by commas",
        "'server:\n  request-timeout: 0s', a duration above zero",
        "'server:\n  tls:\n    certificate: /nowhere.pem', a PEM file that can be read",
        "'security:\n  ehr-origins: \"*\"', origins parted by commas",
        "'security:\n  cors-origins: https://a.example.org/app', origins parted by commas",
        "'database:\n  url: jdbc:mysql://x', must start with jdbc:postgresql:",
        "'server: [1, 2]', 'one value, not a list'",
        "'server:\n  port: 1\n  port: 2', given twice",
        "'server: {', not well-formed YAML",
        "'just words', expected keys and values",
        "'security:\n  access: everybody', 'one of embedded, issuer, open'",
        "'security:\n  access: issuer', 'security.issuer'",
        "'security:\n  issuer: http://login.example.org', an https address",
        "'security:\n  algorithms: RS256, none', some of RS256",
        "'security:\n  algorithms: HS256', some of RS256",
        "'security:\n  access: open\nserver:\n  bind: 0.0.0.0', bind to 127.0.0.1"
    })
    void aWrongValueIsRefusedWithWhatIsExpected(String yaml, String expected) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("chartproof.yaml")
                .hasMessageContaining(expected);
    }

    @Test
    void thePasswordComesFromItsFileAndIsNeverShown() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "open sesame\n");

        ChartproofConfig config = read("database:\n  password-file: " + secret);

        assertThat(config.database().password()).contains(new Secret("open sesame"));
        assertThat(config.toString()).doesNotContain("sesame");
    }

    @Test
    void thePasswordComesFromTheEnvironmentWhereNoFileIsNamed() {
        ChartproofConfig config = new ConfigLoader(Map.of(ConfigLoader.PASSWORD_VARIABLE, "open sesame")).load();

        assertThat(config.database().password()).contains(new Secret("open sesame"));
    }

    @Test
    void aPasswordInTheFileItselfIsAnUnknownKey() {
        assertThatThrownBy(() -> read("database:\n  password: open sesame"))
                .hasMessageContaining("unknown key 'database.password'")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> new ConfigLoader(Map.of()).file(folder.resolve("none.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.yaml");
    }

    private ChartproofConfig read(String yaml) throws IOException {
        return loader(yaml).load();
    }

    private ConfigLoader loader(String yaml) throws IOException {
        return new ConfigLoader(Map.of()).file(Files.writeString(folder.resolve("chartproof.yaml"), yaml));
    }
}
