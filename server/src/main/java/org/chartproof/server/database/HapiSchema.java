package org.chartproof.server.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.MigrationTaskList;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HAPI's own tables, made and changed by HAPI's own migrator. The caller holds the lock that keeps other nodes out. */
final class HapiSchema {
    private static final Logger LOG = LoggerFactory.getLogger(HapiSchema.class);

    /** A higher number runs HAPI's migrator once more: raise it with HAPI's version. */
    static final String VERSION = "8.8.0";

    private static final String TABLE = SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME;

    private final DataSource dataSource;

    HapiSchema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void migrate() throws SQLException {
        LOG.info("Making or changing the FHIR tables (HAPI {})", VERSION);
        HapiMigrationDao history = new HapiMigrationDao(dataSource, DriverTypeEnum.POSTGRES_9_4, TABLE);
        HapiMigrationStorageSvc storage = new HapiMigrationStorageSvc(history);
        storage.createMigrationTableIfRequired();
        // HAPI's own lock is a row that a killed process leaves behind; we hold a lock that it can't.
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from \"" + TABLE + "\" where \"installed_rank\" = -100");
        }
        MigrationTaskList tasks = new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values());
        HapiMigrator migrator = new HapiMigrator(TABLE, dataSource, DriverTypeEnum.POSTGRES_9_4);
        migrator.addTasks(tasks);
        migrator.migrate();
    }

    /** Takes away what an interrupted first start has made. Nothing can be stored in it: the server was never up. */
    void dropTables(Connection connection) throws SQLException {
        List<String> drops = new ArrayList<>();
        String ours =
                """
                select 'drop table if exists "' || tablename || '" cascade' from pg_tables
                 where schemaname = current_schema() and tablename !~ '^cp_' and tablename ~* '^(hfj|trm|npm|mpi|bt2|fly_hfj)_'
                union all
                select 'drop sequence if exists "' || sequencename || '" cascade' from pg_sequences
                 where schemaname = current_schema() and sequencename ~* '^seq_'
                """;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(ours)) {
                while (row.next()) {
                    drops.add(row.getString(1));
                }
            }
            for (String drop : drops) {
                statement.execute(drop);
            }
        }
    }
}
