package org.chartproof.server.authserver.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.server.authserver.token.TokenHash;
import org.springframework.jdbc.core.JdbcTemplate;

/** The launches that are under way. Times are the database's. */
public final class Launches {
    private static final int BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = "client, subject, signs_in, patient, encounter, fhir_context, patient_banner";

    private final JdbcTemplate jdbc;
    private final Duration life;
    private final SecureRandom random = new SecureRandom();

    /** @param life how long an app may take to use its launch */
    public Launches(DataSource dataSource, Duration life) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.life = life;
    }

    /**
     * A launch that is under way.
     *
     * @param client  client_id of the app
     * @param subject user that it is opened for; empty for whoever signs in
     * @param signsIn whether it brings its user along, without a password
     */
    public record Launch(String client, Optional<String> subject, boolean signsIn, LaunchContext context) {

        /** One for whoever signs in. */
        public static Launch of(String client, LaunchContext context) {
            return new Launch(client, Optional.empty(), false, context);
        }
    }

    /** Begins a launch; answers the parameter to hand to the app. */
    public String begin(Launch launch) {
        jdbc.update("delete from cp_launch where ends_at < now() - interval '1 hour'");
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String parameter = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.update(
                "insert into cp_launch (hash, " + COLUMNS + ", ends_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))",
                TokenHash.of(parameter),
                launch.client(),
                launch.subject().orElse(null),
                launch.signsIn(),
                launch.context().patient().orElse(null),
                launch.context().encounter().orElse(null),
                json(launch.context().fhirContext()),
                launch.context().patientBanner(),
                life.toSeconds());
        return parameter;
    }

    /** A launch that can still be used. */
    public Optional<Launch> find(String parameter) {
        return jdbc
                .query(
                        "select " + COLUMNS + " from cp_launch where hash = ? and used_at is null and ends_at > now()",
                        Launches::launch,
                        TokenHash.of(parameter))
                .stream()
                .findFirst();
    }

    /** Uses a launch up; empty if it was used, is too old, was never begun or is of another app. */
    public Optional<Launch> use(String parameter, String client) {
        return jdbc
                .query(
                        "update cp_launch set used_at = now() where hash = ? and client = ? and used_at is null"
                                + " and ends_at > now() returning " + COLUMNS,
                        Launches::launch,
                        TokenHash.of(parameter),
                        client)
                .stream()
                .findFirst();
    }

    private static Launch launch(ResultSet row, int number) throws SQLException {
        return new Launch(
                row.getString(1),
                Optional.ofNullable(row.getString(2)),
                row.getBoolean(3),
                new LaunchContext(
                        Optional.ofNullable(row.getString(4)),
                        Optional.ofNullable(row.getString(5)),
                        references(Optional.ofNullable(row.getString(6)).orElse("[]")),
                        row.getBoolean(7)));
    }

    private static String json(List<String> references) {
        try {
            return JSON.writeValueAsString(references);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> references(String json) {
        try {
            return List.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cp_launch holds something that is no list of references", e);
        }
    }
}
