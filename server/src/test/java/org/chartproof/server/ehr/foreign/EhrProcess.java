package org.chartproof.server.ehr.foreign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The EHR's process, as a test starts, kills and plays it. */
public final class EhrProcess implements AutoCloseable {

    /** The client id that it knows. */
    public static final String CLIENT = "chartproof-test";

    /** The client id of the app that its people open. */
    public static final String APP = "chartproof-page";

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final URI keySet;
    private final List<String> names;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process process;

    private EhrProcess(Path folder, int port, URI keySet, List<String> names) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.port = port;
        this.keySet = keySet;
        this.names = List.copyOf(names);
        this.process = launch();
        awaitUp();
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param keySet where it reads the client's keys
     * @param names  of its FHIR servers
     */
    public static EhrProcess start(Path folder, int port, URI keySet, List<String> names)
            throws IOException, InterruptedException {
        return new EhrProcess(folder, port, keySet, names);
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ForeignEhr.class.getName(),
                Integer.toString(port),
                folder.toString(),
                keySet.toString(),
                CLIENT));
        command.addAll(names);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("ehr.log").toFile()))
                .start();
    }

    private void awaitUp() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            try {
                if (get("health").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("the EHR does not answer: see " + folder.resolve("ehr.log"), e);
                }
            }
            Thread.sleep(20);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
    }

    /** FHIR base of one of its servers. */
    public String base(String name) {
        return "http://127.0.0.1:" + port + "/" + name + "/fhir";
    }

    /** Where one of its servers keeps the key that it signs id tokens with; under its folder. */
    static String keyFile(String name) {
        return name + "-key.json";
    }

    /** What one of its servers signs id tokens with, for tests that want to sign others; there is one once the server was asked for its keys. */
    public Path key(String name) {
        return folder.resolve(keyFile(name));
    }

    /**
     * Its users do something.
     *
     * @param what such as {@code notes?number=0&count=10}
     * @return what it answers
     */
    public String control(String name, String what) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control/" + name + "/" + what))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the EHR answered HTTP " + answer.statusCode());
        }
        return answer.body();
    }

    /** As {@code kill -9}, and after a while a new process on the same files. */
    public void killAndStartAnew(Duration away) throws IOException, InterruptedException {
        kill();
        Thread.sleep(away.toMillis());
        process = launch();
        awaitUp();
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
