package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chartproof.bundles.bench.Bench;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Server processes killed with SIGKILL while notes come in. The same load script as {@code chartproof bench kill}, with fewer notes:
 * it ends with 0 only if each accepted note has one claim, written once.
 */
class ResilienceIT {

    private static int bench(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        for (String option : List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m")) {
            all.add("--java-option=" + option);
        }
        return new CommandLine(new Bench()).execute(all.toArray(String[]::new));
    }

    @Test
    void killingTheServerLosesNothingAndDoublesNothing(@TempDir Path data) {
        assertThat(bench("kill", "--data", data.toString(), "--notes", "60", "--kills", "3"))
                .isZero();
    }

    @Test
    void oneOfTwoNodesKilledMidwayLeavesNothingBehind(@TempDir Path data) throws Exception {
        try (Database shared = Database.open(new ConfigLoader(Map.of())
                .override("data-directory", data.resolve("shared").toString(), "test")
                .load())) {
            HikariDataSource pool = shared.dataSource();
            Path password = Files.writeString(data.resolve("password"), pool.getPassword());
            Path config = Files.writeString(
                    data.resolve("node.yaml"),
                    """
                    database:
                      url: %s
                      user: %s
                      password-file: %s
                    """
                            .formatted(pool.getJdbcUrl(), pool.getUsername(), password));

            assertThat(bench(
                            "kill",
                            "--data",
                            data.toString(),
                            "--notes",
                            "60",
                            "--kills",
                            "1",
                            "--nodes",
                            "2",
                            "--no-restart",
                            "--server-option=--config=" + config))
                    .isZero();
        }
    }
}
