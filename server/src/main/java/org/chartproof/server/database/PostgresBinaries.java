package org.chartproof.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that come as a Maven artefact, unpacked once per user and version. */
final class PostgresBinaries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    /** Raise it together with the version of the binaries in the parent pom; a new number unpacks anew. */
    private static final String VERSION = "17.11.0";

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /**
     * @param cache folder under which the programs are unpacked if they are not there yet
     * @return the programs, ready to run
     */
    static PostgresBinaries unpackedUnder(Path cache) {
        String platform = platform();
        Path home = cache.resolve("postgresql-" + VERSION + "-" + platform);
        if (!Files.isDirectory(home)) {
            unpack(platform, home);
        }
        return new PostgresBinaries(home);
    }

    /** Where programs are unpacked when nothing else is said: shared by all data folders of one user. */
    static Path defaultCache(Path dataDirectory) {
        String given = System.getProperty("chartproof.cache");
        if (given != null) {
            return Path.of(given);
        }
        Path userHome = Path.of(System.getProperty("user.home", ""));
        return Files.isWritable(userHome) ? userHome.resolve(".cache/chartproof") : dataDirectory.resolve("cache");
    }

    String program(String name) {
        return home.resolve("bin").resolve(isWindows() ? name + ".exe" : name).toString();
    }

    static String majorVersion() {
        return VERSION.substring(0, VERSION.indexOf('.'));
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win")
                && !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("darwin");
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String cpu = List.of("amd64", "x86_64").contains(architecture) ? "x86_64" : "arm_64";
        if (system.contains("mac") || system.contains("darwin")) {
            return "darwin-" + cpu;
        }
        return (isWindows() ? "windows-" : "linux-") + cpu;
    }

    private static void unpack(String platform, Path home) {
        String resource = "/postgres-" + platform + ".txz";
        LOG.info("Unpacking PostgreSQL {} (once)", VERSION);
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new DatabaseException("This build brings no PostgreSQL for " + platform
                        + "; build on that platform, or give a database with --db jdbc:postgresql://...");
            }
            Files.createDirectories(home.getParent());
            Path unpacking = Files.createTempDirectory(home.getParent(), "unpacking-");
            extract(packed, unpacking);
            try {
                Files.move(unpacking, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                LOG.debug("Another process has unpacked PostgreSQL meanwhile");
                delete(unpacking);
            }
        } catch (IOException e) {
            throw new DatabaseException("PostgreSQL can't be unpacked to " + home + ": " + e.getMessage(), e);
        }
    }

    private static void extract(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("an archive entry points outside of its folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true)) {
                        throw new IOException("can't make " + file + " executable");
                    }
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
