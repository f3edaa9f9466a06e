package org.chartproof.bundles.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chartproof.bundles.client.FhirClient;

/** A Chartproof server in a process of its own, started from this process's class path. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(180);

    private final Process process;
    private final int port;
    private final Path data;
    private final Duration startTime;

    private ServerProcess(Process process, int port, Path data, Duration startTime) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.startTime = startTime;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param javaOptions for the server's JVM
     * @param options of {@code chartproof serve}, without port and data folder
     */
    public static ServerProcess start(Path data, int port, List<String> javaOptions, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.chartproof.server.cli.Chartproof"));
        command.addAll(List.of("serve", "--open", "--data", data.toString(), "--port", Integer.toString(port)));
        command.addAll(options);
        Files.createDirectories(data);
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("server-" + port + ".log").toFile()))
                .start();
        awaitReady(process, port);
        return new ServerProcess(process, port, data, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static void awaitReady(Process process, int port) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException("the server ended with exit code " + process.exitValue() + ": see its log");
            }
            try {
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IOException("the server was not ready after " + LONGEST_START.toSeconds() + " s");
    }

    /** A port that nothing listens on at the moment. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A client of its FHIR interface. */
    public FhirClient client() {
        return new FhirClient(root().resolve("/fhir"));
    }

    /** Where it answers over HTTP. */
    public URI root() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Duration startTime() {
        return startTime;
    }

    /** Whether the process runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** As {@code kill -9}: the process has no say. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As Ctrl-C. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * CPU time used so far by the server and by its embedded database (Linux: from /proc), in seconds.
     */
    public double cpuSeconds() throws IOException {
        double ticks = ticks(process.pid(), false);
        Path pidFile = data.resolve("postgres").resolve("cluster").resolve("postmaster.pid");
        if (Files.exists(pidFile)) {
            ticks += databaseTicks(
                    Long.parseLong(Files.readAllLines(pidFile).get(0).trim()));
        }
        return ticks / 100.0;
    }

    private static double databaseTicks(long postmaster) throws IOException {
        double ticks = ticks(postmaster, true);
        List<Long> children;
        try (Stream<ProcessHandle> handles =
                ProcessHandle.of(postmaster).stream().flatMap(ProcessHandle::children)) {
            children = handles.map(ProcessHandle::pid).toList();
        }
        for (long child : children) {
            ticks += ticks(child, false);
        }
        return ticks;
    }

    private static double ticks(long pid, boolean withEndedChildren) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        double own = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
        return withEndedChildren ? own + Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]) : own;
    }
}
