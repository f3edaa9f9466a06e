package org.chartproof.server.authserver.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.database.PrivateFile;

/** Where the server of a data folder was reached when it last started, for commands at the same machine: {@code security/address}. */
public final class AddressFile {
    private final Path path;

    /** @param dataDirectory of the server */
    public AddressFile(Path dataDirectory) {
        this.path = dataDirectory.resolve("security").resolve("address");
    }

    /** The address; empty if no server has run on the folder. */
    public Optional<String> read() {
        try {
            return Files.exists(path)
                    ? Optional.of(Files.readString(path).strip()).filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new ConfigurationException(path + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Keeps an address. */
    public void write(String base) {
        try {
            PrivateFile.write(path, base + "\n");
        } catch (IOException e) {
            throw new ConfigurationException(path + " can't be written: " + e.getMessage(), e);
        }
    }
}
