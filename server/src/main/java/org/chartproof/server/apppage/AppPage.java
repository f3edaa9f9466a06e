package org.chartproof.server.apppage;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.chartproof.app.AppFile;

/** Serves the files of the review page. It loads nothing from elsewhere, and nothing of a note is read as HTML. */
final class AppPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final String settings;

    AppPage(String settings) {
        this.settings = settings;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        if (path.isEmpty()) {
            // With the slash, so that the page finds its own files beside it.
            response.sendRedirect("app/");
            return;
        }
        if (path.equals("/settings.json")) {
            response.setContentType("application/json;charset=utf-8");
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(settings.getBytes(StandardCharsets.UTF_8));
            return;
        }
        Optional<AppFile> file = AppFile.named(path.equals("/") ? "index.html" : path.substring(1));
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        serve(file.get(), request, response);
    }

    private static void serve(AppFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", file.tag());
        if (file.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        response.getOutputStream().write(file.content());
    }
}
