package org.chartproof.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ConfigLoader;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL as it is: one data folder through its life, test after test. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    @Test
    @Order(1)
    void whatWasCommittedIsThereAfterTheServerWasKilled() throws IOException, InterruptedException, SQLException {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DatabaseProcess.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().anyMatch(line -> line.contains(DatabaseProcess.COMMITTED)))
                    .isTrue();
        } finally {
            server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(data.resolve("postgres/cluster/postmaster.pid"))
                .as("PostgreSQL outlives the killed server")
                .exists();

        try (Database database = Database.open(config())) {
            assertThat(words(database, "select word from cp_test_row")).containsExactly("kept");
        }
    }

    @Test
    @Order(2)
    void theSecondStartFindsTheDataUnderDurableSettings() throws SQLException {
        try (Database database = Database.open(config())) {
            assertThat(database.isEmbedded()).isTrue();
            assertThat(words(database, "select word from cp_test_row")).containsExactly("kept");
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(words(database, "show " + setting)).as(setting).containsExactly("on");
            }
            assertThat(words(database, "show listen_addresses")).containsExactly("127.0.0.1");
        }
        assertThat(data.resolve("postgres/cluster/postmaster.pid"))
                .as("stopped with the server")
                .doesNotExist();
    }

    @Test
    @Order(3)
    void aDataFolderInUseIsRefused() {
        try (Database first = Database.open(config())) {
            assertThat(first.dataSource().isRunning()).isTrue();
            assertThatThrownBy(() -> Database.open(config()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("in use by another Chartproof");
        }
    }

    @Test
    @Order(4)
    void aProcessFileThatNamesAnUnrelatedProcessDoesNotStopTheStart() throws IOException, SQLException {
        Files.writeString(
                data.resolve("postgres/cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data.resolve("postgres/cluster") + "\n");

        try (Database database = Database.open(config())) {
            assertThat(words(database, "select word from cp_test_row")).containsExactly("kept");
        }
    }

    @Test
    @Order(5)
    void twoNodesThatStartAtOnceMakeTheSchemaOnce() throws Exception {
        try (Database database = Database.open(config());
                HikariDataSource fresh = freshDatabase(database, "two_nodes")) {
            ExecutorService nodes = Executors.newFixedThreadPool(2);
            List<Future<?>> starts = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                starts.add(nodes.submit(() -> SchemaMigration.bringUpToDate(fresh)));
            }
            for (Future<?> start : starts) {
                start.get(2, TimeUnit.MINUTES);
            }
            nodes.shutdown();

            assertThat(words(
                            fresh,
                            "select name from cp_schema_history where name like 'hapi-%' and finished is not null"))
                    .containsExactly("hapi-" + HapiSchema.VERSION);
            assertThat(words(fresh, "select count(*)::text from hfj_resource")).containsExactly("0");
        }
    }

    @Test
    @Order(6)
    void aFirstStartThatWasCutOffIsMadeAnew() throws SQLException {
        try (Database database = Database.open(config());
                HikariDataSource fresh = freshDatabase(database, "cut_off")) {
            SchemaMigration.bringUpToDate(fresh);
            execute(fresh, "update cp_schema_history set finished = null where name like 'hapi-%'");
            execute(fresh, "drop table hfj_spidx_string cascade");

            SchemaMigration.bringUpToDate(fresh);

            assertThat(words(fresh, "select count(*)::text from hfj_spidx_string"))
                    .containsExactly("0");
        }
    }

    @Test
    @Order(7)
    void aDatabaseThatCanNotBeReachedIsToldWithoutItsPassword() {
        ChartproofConfig config = new ConfigLoader(Map.of(ConfigLoader.PASSWORD_VARIABLE, "sesame"))
                .override("database.url", "jdbc:postgresql://127.0.0.1:1/none", "test")
                .load();

        assertThatThrownBy(() -> Database.open(config))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("127.0.0.1:1/none")
                .hasMessageContaining("can't be reached")
                .hasMessageNotContaining("sesame");
    }

    private static ChartproofConfig config() {
        return new ConfigLoader(Map.of())
                .override("data-directory", data.toString(), "test")
                .load();
    }

    private static HikariDataSource freshDatabase(Database database, String name) throws SQLException {
        execute(database.dataSource(), "create database " + name);
        HikariDataSource fresh = new HikariDataSource();
        fresh.setJdbcUrl(database.dataSource().getJdbcUrl().replaceAll("/[a-z]+$", "/" + name));
        fresh.setUsername(database.dataSource().getUsername());
        fresh.setPassword(database.dataSource().getPassword());
        return fresh;
    }

    private static void execute(HikariDataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> words(Database database, String sql) throws SQLException {
        return words(database.dataSource(), sql);
    }

    private static List<String> words(HikariDataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> words = new ArrayList<>();
            while (row.next()) {
                words.add(row.getString(1));
            }
            return words;
        }
    }
}
