package org.chartproof.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date: HAPI's tables by HAPI's migrator, then ours by the SQL files named in {@code migration/index.txt}.
 *
 * <p>A PostgreSQL advisory lock lets one node at a time do so: a second one waits and then finds nothing to do. What has been done is
 * recorded in {@code cp_schema_history}, so that a start with nothing to do costs one query.
 */
final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

    /** Any number, the same on all nodes: "chartpro" in ASCII. */
    private static final long LOCK = 0x6368617274_70726fL;

    private static final String FOLDER = "migration/";

    private final DataSource dataSource;
    private final Connection connection;

    private SchemaMigration(DataSource dataSource, Connection connection) {
        this.dataSource = dataSource;
        this.connection = connection;
    }

    static void bringUpToDate(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            lock(connection);
            try {
                new SchemaMigration(dataSource, connection).run();
            } finally {
                execute(connection, "select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw new DatabaseException("The database schema can't be brought up to date: " + e.getMessage(), e);
        }
    }

    private void run() throws SQLException {
        execute(
                connection,
                """
                create table if not exists cp_schema_history (
                    name text primary key,
                    checksum text not null,
                    started timestamptz not null default now(),
                    finished timestamptz)
                """);
        Map<String, Recorded> recorded = recorded();
        migrateHapi(recorded);
        for (String file : lines("index.txt")) {
            migrateOurs(file, recorded);
        }
    }

    private void migrateHapi(Map<String, Recorded> recorded) throws SQLException {
        String name = "hapi-" + HapiSchema.VERSION;
        Recorded done = recorded.get(name);
        if (done != null && done.finished()) {
            return;
        }
        boolean everFinished = recorded.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().startsWith("hapi-") && entry.getValue().finished());
        HapiSchema schema = new HapiSchema(dataSource);
        if (done != null && !everFinished) {
            LOG.warn("An earlier first start was cut off while making tables; making them anew");
            schema.dropTables(connection);
        }
        begin(name, "");
        schema.migrate();
        finish(name);
    }

    private void migrateOurs(String file, Map<String, Recorded> recorded) throws SQLException {
        String sql = read(file);
        String checksum = checksum(sql);
        Recorded done = recorded.get(file);
        if (done != null) {
            if (!done.checksum().equals(checksum)) {
                throw new DatabaseException("The schema change " + file
                        + " has been altered after it was applied to this database; add a new file instead");
            }
            return;
        }
        LOG.info("Changing the schema: {}", file);
        connection.setAutoCommit(false);
        try {
            execute(connection, sql);
            begin(file, checksum);
            finish(file);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw new DatabaseException("The schema change " + file + " failed: " + e.getMessage(), e);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private record Recorded(String checksum, boolean finished) {}

    private Map<String, Recorded> recorded() throws SQLException {
        Map<String, Recorded> rows = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select name, checksum, finished is not null from cp_schema_history order by name")) {
            while (row.next()) {
                rows.put(row.getString(1), new Recorded(row.getString(2), row.getBoolean(3)));
            }
        }
        return rows;
    }

    private void begin(String name, String checksum) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into cp_schema_history (name, checksum) values (?, ?) on conflict (name) do nothing")) {
            insert.setString(1, name);
            insert.setString(2, checksum);
            insert.executeUpdate();
        }
    }

    private void finish(String name) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update cp_schema_history set finished = now() where name = ?")) {
            update.setString(1, name);
            update.executeUpdate();
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            if (row.next() && row.getBoolean(1)) {
                return;
            }
        }
        LOG.info("Another node is changing the schema; waiting for it");
        execute(connection, "select pg_advisory_lock(" + LOCK + ")");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> lines(String file) {
        return read(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static String read(String file) {
        try (InputStream in = SchemaMigration.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("The schema change " + file + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DatabaseException("The schema change " + file + " can't be read", e);
        }
    }

    private static String checksum(String sql) {
        try {
            byte[] text = sql.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
