package org.chartproof.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Builds the configuration from a file, command line options and the environment; options win over the file. */
public final class ConfigLoader {
    /** Environment variable with the database password, where no {@code database.password-file} is given. */
    public static final String PASSWORD_VARIABLE = "CHARTPROOF_DB_PASSWORD";

    private static final Pattern CREDENTIALS =
            Pattern.compile("//[^/?]*@|[?&](user|password|sslpassword)=", Pattern.CASE_INSENSITIVE);

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, String> environment;

    /** @param environment environment variables, of which only {@link #PASSWORD_VARIABLE} is read */
    public ConfigLoader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @return the defaults, nothing read */
    public static ChartproofConfig defaults() {
        return new ConfigLoader(Map.of()).load();
    }

    /** @return the sample file, in which each option is explained */
    public static String sample() {
        try (InputStream in = ConfigLoader.class.getResourceAsStream("/chartproof.yaml")) {
            if (in == null) {
                throw new IllegalStateException("chartproof.yaml is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param path a configuration file, which must exist
     * @return this
     */
    public ConfigLoader file(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ConfigurationException("There is no configuration file " + path);
        }
        settings.putAll(YamlSettings.read(path));
        return this;
    }

    /**
     * @param key    dotted key, such as {@code server.port}
     * @param value  its value
     * @param origin what to call it in an error message, such as {@code option --port}
     * @return this
     */
    public ConfigLoader override(String key, String value, String origin) {
        settings.put(key, new Setting(value, origin));
        return this;
    }

    /**
     * The same for a value that nothing else has given.
     *
     * @return this
     */
    public ConfigLoader otherwise(String key, String value, String origin) {
        settings.putIfAbsent(key, new Setting(value, origin));
        return this;
    }

    /**
     * @return the checked configuration
     * @throws ConfigurationException if a key is unknown or a value impossible
     */
    public ChartproofConfig load() {
        SettingReader reader = new SettingReader(settings);
        ChartproofConfig config = read(reader, environment);
        reader.refuseUnknown();
        boolean launches = config.ehr().sources().stream()
                .anyMatch(source -> source.launch().isPresent());
        if (launches && config.security().access() == ChartproofConfig.Access.ISSUER) {
            throw new ConfigurationException(reader.origin("security.access")
                    + ": 'security.access' is 'issuer', but people who open the review page inside an EHR"
                    + " (ehr.sources.NAME.launch) are given tokens of this server: 'embedded'");
        }
        return config;
    }

    static ChartproofConfig read(SettingReader reader, Map<String, String> environment) {
        Path data = reader.path("data-directory", Path.of("data"));
        ChartproofConfig.Server server = HttpSettings.server(reader);
        return new ChartproofConfig(
                server,
                data,
                database(reader, environment),
                new ChartproofConfig.Terminology(reader.path("terminology.directory", data.resolve("terminology"))),
                coding(reader),
                review(reader),
                FeedSettings.read(reader),
                EhrSettings.read(reader, server.baseUrl()),
                CdsHooksSettings.read(reader),
                SecuritySettings.read(reader),
                HttpSettings.origins(reader),
                SignInSettings.read(reader, data),
                new ChartproofConfig.Log(
                        reader.choice("log.format", ChartproofConfig.LogFormat.TEXT, ChartproofConfig.LogFormat.class),
                        reader.choice("log.level", ChartproofConfig.LogLevel.INFO, ChartproofConfig.LogLevel.class)));
    }

    private static ChartproofConfig.Database database(SettingReader reader, Map<String, String> environment) {
        Optional<String> url = reader.text("database.url");
        if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
            throw new ConfigurationException(reader.origin("database.url")
                    + ": 'database.url' must start with jdbc:postgresql:, such as"
                    + " jdbc:postgresql://localhost:5432/chartproof");
        }
        if (url.isPresent() && CREDENTIALS.matcher(url.get()).find()) {
            throw new ConfigurationException(reader.origin("database.url")
                    + ": 'database.url' holds a user or password; give them as database.user and"
                    + " database.password-file, or the password in " + PASSWORD_VARIABLE);
        }
        Optional<Path> passwordFile = reader.path("database.password-file");
        Optional<Secret> password = passwordFile.isPresent()
                ? Optional.of(password(passwordFile.get(), reader.origin("database.password-file")))
                : Optional.ofNullable(environment.get(PASSWORD_VARIABLE)).map(Secret::new);
        return new ChartproofConfig.Database(
                url, reader.text("database.user"), password, reader.integer("database.connections", 16, 4, 500));
    }

    private static Secret password(Path file, String origin) {
        try {
            return new Secret(Files.readString(file).strip());
        } catch (IOException e) {
            throw new ConfigurationException(origin + ": the password file " + file + " can't be read", e);
        }
    }

    private static ChartproofConfig.Coding coding(SettingReader reader) {
        ChartproofConfig.Bands bands = new ChartproofConfig.Bands(
                reader.probability("coding.bands.auto-final", 0.95), reader.probability("coding.bands.review", 0.80));
        if (bands.review() > bands.autoFinal()) {
            throw new ConfigurationException(reader.origin("coding.bands.review")
                    + ": 'coding.bands.review' must not be above 'coding.bands.auto-final'");
        }
        return new ChartproofConfig.Coding(
                reader.flag("coding.enabled", true),
                reader.integer("coding.workers", 2, 1, 64),
                bands,
                reader.integer("coding.max-tries", 8, 1, 100),
                reader.duration("coding.backoff", Duration.ofSeconds(2)),
                reader.duration("coding.poll", Duration.ofMillis(500)),
                reader.duration("coding.lease", Duration.ofMinutes(2)));
    }

    private static ChartproofConfig.Review review(SettingReader reader) {
        return new ChartproofConfig.Review(
                reader.duration("review.lease", Duration.ofMinutes(15)),
                reader.list("review.supervisors"),
                reader.probability("review.auto-final-sample", 0));
    }
}
