package org.chartproof.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.install.Installer;

/** Fetches a published file. The only thing in the program that asks the internet for something, and only when told the address. */
final class TerminologyDownload {
    private static final long MAX_BYTES = 512L << 20;
    private static final String BY_HAND = "Download it with a browser and give the path of the file";

    private TerminologyDownload() {}

    /** The name that a file has on its server, by which it is recognised. */
    static String fileName(String address) {
        try {
            String path = URI.create(address).getPath();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (!name.isBlank() && !name.startsWith(".")) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            throw new BrokenInstallation(address, "is no address", BY_HAND, e);
        }
        throw new BrokenInstallation(address, "names no file", BY_HAND);
    }

    /** Writes what is at an address to a file; redirections are followed, but never from https to http. */
    static void fetch(String address, Path file, Installer.Listener listener) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofMinutes(10))
                .build();
        HttpResponse<InputStream> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new BrokenInstallation(address, "can't be reached", BY_HAND, e);
        }
        try (InputStream body = response.body();
                OutputStream out = Files.newOutputStream(file)) {
            if (response.statusCode() != 200) {
                throw new BrokenInstallation(address, "answers " + response.statusCode(), BY_HAND);
            }
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            listener.begins("Downloading", length);
            long read = copy(address, body, out, listener);
            if (length >= 0 && read != length) {
                throw new BrokenInstallation(address, "was cut off after " + read + " bytes", "Try again");
            }
        }
    }

    private static long copy(String address, InputStream body, OutputStream out, Installer.Listener listener)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long read = 0;
        for (int got = body.read(buffer); got >= 0; got = body.read(buffer)) {
            read += got;
            if (read > MAX_BYTES) {
                throw new BrokenInstallation(address, "is larger than " + (MAX_BYTES >> 20) + " MB", BY_HAND);
            }
            out.write(buffer, 0, got);
            listener.advances(got);
        }
        return read;
    }
}
