package org.chartproof.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.status.PublicAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which configuration to use and what to change in it, for each command that needs one. */
public final class ConfigOptions {
    private static final Path DEFAULT_FILE = Path.of("chartproof.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file; without it chartproof.yaml of the working folder, where there is one.")
    private @Nullable Path file;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (0 picks a free one).")
    private @Nullable String port;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to listen on.")
    private @Nullable String bind;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Folder for everything that is kept.")
    private @Nullable String data;

    @Option(names = "--db", paramLabel = "URL", description = "A PostgreSQL of your own: jdbc:postgresql://...")
    private @Nullable String database;

    @Option(
            names = "--terminology",
            paramLabel = "FOLDER",
            description = "Folder with the official code set files (default: terminology under the data folder).")
    private @Nullable String terminology;

    @Option(names = "--no-coding", description = "Store and queue, but code nothing.")
    private boolean noCoding;

    @Option(
            names = "--open",
            description = "Nobody signs in, and everybody may do everything; with an address of this machine alone.")
    private boolean open;

    /**
     * Reads the file and applies the options.
     *
     * @return the configuration
     */
    public ChartproofConfig load() {
        return loader().load();
    }

    /** The same with the launcher, on a server that this machine alone can reach, unless the configuration says otherwise. */
    ChartproofConfig loadForDemo() {
        ChartproofConfig config = load();
        boolean here = new PublicAddress(config.server(), () -> config.server().port()).isLoopback();
        return here
                ? loader().otherwise("security.launcher", "true", "default of this command")
                        .load()
                : config;
    }

    private ConfigLoader loader() {
        ConfigLoader loader = new ConfigLoader(System.getenv());
        if (file != null) {
            loader.file(file);
        } else if (Files.exists(DEFAULT_FILE)) {
            loader.file(DEFAULT_FILE);
        }
        override(loader, "server.port", port, "--port");
        override(loader, "server.bind", bind, "--bind");
        override(loader, "data-directory", data, "--data");
        override(loader, "database.url", database, "--db");
        override(loader, "terminology.directory", terminology, "--terminology");
        override(loader, "coding.enabled", noCoding ? "false" : null, "--no-coding");
        override(loader, "security.access", open ? "open" : null, "--open");
        return loader;
    }

    private static void override(ConfigLoader loader, String key, @Nullable String value, String option) {
        if (value != null) {
            loader.override(key, value, "option " + option);
        }
    }
}
