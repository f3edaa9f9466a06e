package org.chartproof.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chartproof.terminology.install.InstalledRelease;
import org.chartproof.terminology.install.Inventory;
import picocli.CommandLine.Option;

/** Where code set files are and where what was read from them is kept. */
final class TerminologyOptions {
    @Option(
            names = "--terminology",
            paramLabel = "FOLDER",
            defaultValue = "data/terminology",
            description = "Folder with the official code set files (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("data/terminology");

    @Option(
            names = "--terminology-cache",
            paramLabel = "FOLDER",
            defaultValue = "data/terminology-cache",
            description = "Where read code sets are kept for the next time (default: ${DEFAULT-VALUE}).")
    private Path cache = Path.of("data/terminology-cache");

    Path folder() {
        return folder;
    }

    List<InstalledRelease> releases() throws IOException {
        return Inventory.of(folder, Optional.of(cache), message -> System.err.println("chartproof: " + message));
    }
}
