package org.chartproof.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.chartproof.server.config.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that the server brings with it, with durable settings, in a folder of its own.
 *
 * <p>It listens on the loopback address alone, behind a password that is made up once and kept in the folder. A PostgreSQL left
 * behind by a killed server is stopped and started again; a folder in use by a living server is refused.
 */
final class PostgresServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    static final String USER = "chartproof";
    private static final int PORT_TRIES = 3;
    private static final long LEAST_FREE_BYTES = 10L * 1024 * 1024;
    private static final String DISK_FULL = "the disk is full";

    private final Path folder;
    private final Path cluster;
    private final PostgresBinaries binaries;
    private final List<String> prefix;
    private final DataFolderLock lock;
    private int port;

    private PostgresServer(Path folder, PostgresBinaries binaries, DataFolderLock lock) {
        this.folder = folder;
        this.cluster = folder.resolve("cluster");
        this.binaries = binaries;
        this.lock = lock;
        this.prefix = UserNamespace.prefix();
    }

    /**
     * @param folder      kept between starts; made if it is not there
     * @param binaries    the programs
     * @param connections how many connections it has to take
     * @return the running server
     */
    static PostgresServer start(Path folder, PostgresBinaries binaries, int connections) {
        Path absolute = folder.toAbsolutePath().normalize();
        DataFolderLock lock = DataFolderLock.take(absolute);
        try {
            PostgresServer server = new PostgresServer(absolute, binaries, lock);
            server.prepare();
            server.clearAway();
            server.launch(connections);
            return server;
        } catch (IOException e) {
            lock.close();
            throw new DatabaseException("PostgreSQL can't be started under " + absolute + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Secret password() {
        try {
            return new Secret(Files.readString(folder.resolve("password")).strip());
        } catch (IOException e) {
            throw new DatabaseException("The password of the embedded database can't be read from " + folder, e);
        }
    }

    /** Stops PostgreSQL after a checkpoint; open connections are ended. */
    @Override
    public void close() {
        try {
            stop();
        } finally {
            lock.close();
        }
    }

    private void prepare() throws IOException {
        Path version = cluster.resolve("PG_VERSION");
        if (Files.exists(version)) {
            String found = Files.readString(version).strip();
            if (!found.equals(PostgresBinaries.majorVersion())) {
                throw new DatabaseException("The data under " + cluster + " is of PostgreSQL " + found
                        + ", this server brings " + PostgresBinaries.majorVersion()
                        + "; move it over with pg_dump and psql, or keep the older Chartproof");
            }
            return;
        }
        Path password = folder.resolve("password");
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(password);
        Files.createFile(password);
        keepPrivate(password);
        Files.writeString(password, HexFormat.of().formatHex(random));

        // Made beside and moved into place, so that a killed first start leaves nothing half made.
        Path making = folder.resolve("cluster.new");
        if (Files.exists(making)) {
            PostgresBinaries.delete(making);
        }
        LOG.info("Making the database folder {}", cluster);
        run(
                120,
                binaries.program("initdb"),
                "--pgdata=" + making,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
        Files.writeString(
                making.resolve("postgresql.conf"),
                "include 'chartproof.conf'" + System.lineSeparator(),
                java.nio.file.StandardOpenOption.APPEND);
        Files.move(making, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ends a PostgreSQL that outlived its server, and takes away a process file that names someone else. */
    private void clearAway() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String firstLine =
                Files.readAllLines(pidFile).stream().findFirst().orElse("").strip();
        Optional<ProcessHandle> process = firstLine.matches("\\d{1,9}")
                ? ProcessHandle.of(Long.parseLong(firstLine)).filter(ProcessHandle::isAlive)
                : Optional.empty();
        if (process.isEmpty()) {
            return;
        }
        if (isPostgres(process.get())) {
            LOG.info("Stopping the PostgreSQL that the last server left behind (process {})", firstLine);
            stop();
        } else {
            // The number belongs to a process that is dead or unrelated, common in containers; PostgreSQL would refuse
            // to start.
            Files.delete(pidFile);
        }
    }

    private static boolean isPostgres(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.isReadable(status)) {
            // A zombie, dead but never waited for, counts as alive for everybody else.
            List<String> lines = Files.readAllLines(status);
            return lines.stream().anyMatch(line -> line.startsWith("Name:") && line.contains("postgres"))
                    && lines.stream().noneMatch(line -> line.startsWith("State:") && line.contains("Z"));
        }
        return process.info().command().orElse("postgres").contains("postgres");
    }

    private void launch(int connections) throws IOException {
        Path serverLog = folder.resolve("server.log");
        for (int attempt = 1; ; attempt++) {
            port = choosePort(attempt > 1);
            Files.writeString(cluster.resolve("chartproof.conf"), settings(connections));
            Files.writeString(serverLog, "");
            keepPrivate(serverLog);
            int exit = exitOf(
                    90,
                    binaries.program("pg_ctl"),
                    "--pgdata=" + cluster,
                    "--log=" + serverLog,
                    "--wait",
                    "--timeout=80",
                    "--silent",
                    "start");
            if (exit == 0) {
                Files.writeString(folder.resolve("port"), Integer.toString(port));
                return;
            }
            String log = Files.readString(serverLog);
            boolean portTaken = log.contains("could not bind") || log.contains("Address already in use");
            if (!portTaken || attempt == PORT_TRIES) {
                throw new DatabaseException("PostgreSQL did not start: " + reason(log) + " (see " + serverLog + ")");
            }
        }
    }

    /** A full disk may have no room for the line that says so. */
    private boolean isDiskFull(String log) throws IOException {
        return log.contains("No space left on device")
                || log.contains("Check free disk space")
                || Files.getFileStore(folder).getUsableSpace() < LEAST_FREE_BYTES;
    }

    private String reason(String log) throws IOException {
        if (isDiskFull(log)) {
            return DISK_FULL;
        }
        return log.lines()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("could not"))
                .findFirst()
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|LOG):\\s*", ""))
                .orElse("no reason given");
    }

    private int choosePort(boolean anew) throws IOException {
        Path remembered = folder.resolve("port");
        if (!anew && Files.exists(remembered)) {
            String text = Files.readString(remembered).strip();
            if (text.matches("\\d{1,5}") && isFree(Integer.parseInt(text))) {
                return Integer.parseInt(text);
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Durable before fast; and no statement or value of a statement in PostgreSQL's own log. */
    private String settings(int connections) {
        return """
                # Written by Chartproof at each start; changes here are lost.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = %d
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                shared_buffers = 128MB
                max_wal_size = 1GB
                random_page_cost = 1.1
                max_parallel_workers_per_gather = 0
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_min_messages = warning
                log_min_error_statement = panic
                log_error_verbosity = terse
                log_checkpoints = off
                """
                .formatted(port, connections + 10);
    }

    private void stop() {
        int exit = exitOf(
                40,
                binaries.program("pg_ctl"),
                "--pgdata=" + cluster,
                "--mode=fast",
                "--wait",
                "--timeout=30",
                "--silent",
                "stop");
        if (exit != 0 && Files.exists(cluster.resolve("postmaster.pid"))) {
            LOG.warn("PostgreSQL did not stop in time; ending it at once, it recovers at the next start");
            exitOf(20, binaries.program("pg_ctl"), "--pgdata=" + cluster, "--mode=immediate", "--silent", "stop");
        }
    }

    private void run(int seconds, String... command) throws IOException {
        Path output = folder.resolve("initdb.log");
        int exit = exitOf(output, seconds, command);
        if (exit != 0) {
            throw new DatabaseException("The database folder can't be made: "
                    + (isDiskFull(Files.readString(output)) ? DISK_FULL : "see " + output));
        }
        Files.deleteIfExists(output);
    }

    private int exitOf(int seconds, String... command) {
        return exitOf(folder.resolve("pg_ctl.log"), seconds, command);
    }

    private int exitOf(Path output, int seconds, String... command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        try {
            // A file, not a pipe: PostgreSQL inherits it and would keep a pipe open for ever.
            Process process = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .directory(folder.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new DatabaseException("A PostgreSQL program can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while waiting for PostgreSQL", e);
        }
    }

    private static void keepPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
