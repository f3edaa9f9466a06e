package org.chartproof.server.feedspage;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Serves the files of the page. It loads nothing from elsewhere, and nothing of a message is read as HTML. */
final class FeedsPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** By the path behind {@code /feeds}. */
    private static final Map<String, File> FILES = files(Map.of(
            "", "feeds.html",
            "/", "feeds.html",
            "/feeds.css", "feeds.css",
            "/feeds.js", "feeds.js",
            "/page.js", "page.js",
            "/message.js", "message.js"));

    private record File(String type, byte[] content) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        File file = FILES.get(path);
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(file.type());
        response.setHeader("Cache-Control", "no-cache");
        response.getOutputStream().write(file.content());
    }

    private static Map<String, File> files(Map<String, String> names) {
        Map<String, File> files = new TreeMap<>();
        names.forEach((path, name) -> files.put(path, new File(type(name), content(name))));
        return files;
    }

    private static String type(String name) {
        if (name.endsWith(".html")) {
            return "text/html;charset=utf-8";
        }
        return name.endsWith(".css") ? "text/css;charset=utf-8" : "text/javascript;charset=utf-8";
    }

    private static byte[] content(String name) {
        try (InputStream in = FeedsPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
