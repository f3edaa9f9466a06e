package org.chartproof.coding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the engine's rules, from the build. */
final class EngineVersion {

    private static final String FILE = "engine.properties";

    private EngineVersion() {}

    /** For example {@code 0.1.0+1}: the version of the release, and the revision of its rules. */
    static String ofThisBuild() {
        Properties properties = new Properties();
        try (InputStream in = EngineVersion.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version") + "+" + properties.getProperty("revision");
    }
}
