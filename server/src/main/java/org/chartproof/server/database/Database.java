package org.chartproof.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.chartproof.server.config.ChartproofConfig;
import org.jspecify.annotations.Nullable;

/** An open database with its schema up to date, and the PostgreSQL behind it where the server brings its own. */
public final class Database implements AutoCloseable {
    private static final String NAME = "chartproof";

    private final HikariDataSource pool;
    private final @Nullable PostgresServer embedded;

    private Database(HikariDataSource pool, @Nullable PostgresServer embedded) {
        this.pool = pool;
        this.embedded = embedded;
    }

    /**
     * Starts or reaches the database and brings its schema up to date.
     *
     * @param config where it is
     * @return the open database
     * @throws DatabaseException if it can't be had, with what to do
     */
    public static Database open(ChartproofConfig config) {
        ChartproofConfig.Database settings = config.database();
        PostgresServer embedded = null;
        HikariDataSource pool = null;
        try {
            HikariConfig poolConfig = new HikariConfig();
            if (settings.url().isPresent()) {
                poolConfig.setJdbcUrl(settings.url().get());
                settings.user().ifPresent(poolConfig::setUsername);
                settings.password().ifPresent(password -> poolConfig.setPassword(password.reveal()));
            } else {
                Path data = config.dataDirectory();
                PostgresBinaries binaries = PostgresBinaries.unpackedUnder(PostgresBinaries.defaultCache(data));
                embedded = PostgresServer.start(data.resolve("postgres"), binaries, settings.connections());
                createIfMissing(embedded);
                poolConfig.setJdbcUrl(embedded.url(NAME));
                poolConfig.setUsername(PostgresServer.USER);
                poolConfig.setPassword(embedded.password().reveal());
            }
            pool = pool(poolConfig, settings.connections());
            SchemaMigration.bringUpToDate(pool);
            return new Database(pool, embedded);
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            if (embedded != null) {
                embedded.close();
            }
            throw e;
        }
    }

    /** @return the pool that everything shares */
    public HikariDataSource dataSource() {
        return pool;
    }

    /** @return whether this is the PostgreSQL that the server brings with it */
    public boolean isEmbedded() {
        return embedded != null;
    }

    /** Closes the connections, then stops an embedded PostgreSQL. */
    @Override
    public void close() {
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static HikariDataSource pool(HikariConfig poolConfig, int connections) {
        poolConfig.setPoolName("chartproof");
        poolConfig.setMaximumPoolSize(connections);
        poolConfig.setMinimumIdle(2);
        poolConfig.setConnectionTimeout(30_000);
        poolConfig.setInitializationFailTimeout(10_000);
        poolConfig.addDataSourceProperty("ApplicationName", "chartproof");
        // One round trip for a batch of index rows instead of one for each.
        poolConfig.addDataSourceProperty("reWriteBatchedInserts", "true");
        poolConfig.addDataSourceProperty("tcpKeepAlive", "true");
        try {
            return new HikariDataSource(poolConfig);
        } catch (RuntimeException e) {
            throw new DatabaseException(
                    "The database " + withoutParameters(poolConfig.getJdbcUrl()) + " can't be reached: "
                            + rootMessage(e) + "; check database.url, user and password",
                    e);
        }
    }

    private static void createIfMissing(PostgresServer server) {
        Properties login = new Properties();
        login.setProperty("user", PostgresServer.USER);
        login.setProperty("password", server.password().reveal());
        try (Connection connection = DriverManager.getConnection(server.url("postgres"), login);
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("create database " + NAME);
            }
        } catch (SQLException e) {
            throw new DatabaseException("The embedded database refuses the connection: " + e.getMessage(), e);
        }
    }

    private static String withoutParameters(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
