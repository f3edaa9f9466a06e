package org.chartproof.server.database;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.chartproof.server.config.ConfigLoader;

/** A process of its own that opens a database, commits a row and waits to be killed. */
final class DatabaseProcess {
    static final String COMMITTED = "committed";

    private DatabaseProcess() {}

    public static void main(String[] arguments) throws Exception {
        Database database = Database.open(new ConfigLoader(Map.of())
                .override("data-directory", arguments[0], "test")
                .load());
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table cp_test_row (word text)");
            statement.execute("insert into cp_test_row values ('kept')");
        }
        System.out.println(COMMITTED);
        Thread.sleep(120_000);
    }
}
