package org.chartproof.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** PostgreSQL refuses to run as root; as root on Linux its programs run in a user namespace of their own, where they are nobody. */
final class UserNamespace {
    private static final List<String> UNSHARE = List.of("unshare", "--user");

    private UserNamespace() {}

    /** @return what goes before each program's command line; empty where none is needed */
    static List<String> prefix() {
        if (!isRoot()) {
            return List.of();
        }
        try {
            Process probe = new ProcessBuilder("unshare", "--user", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0) {
                return UNSHARE;
            }
        } catch (IOException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(e);
        }
        throw refused(null);
    }

    private static DatabaseException refused(@org.jspecify.annotations.Nullable Exception cause) {
        String message = "PostgreSQL does not run as root, and this system allows no user namespaces;"
                + " start Chartproof as another user, or give a database with --db jdbc:postgresql://...";
        return cause == null ? new DatabaseException(message) : new DatabaseException(message, cause);
    }

    private static boolean isRoot() {
        Path self = Path.of("/proc/self");
        try {
            return Files.exists(self) && Objects.equals(Files.getAttribute(self, "unix:uid"), 0);
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
