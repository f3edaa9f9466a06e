package org.chartproof.server.status;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page under {@code /}: one look tells an operator whether all is well. It fetches nothing from elsewhere. */
final class StatusPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Path of its style sheet: the page has no style in itself, so that the browser may be told to take none. */
    static final String STYLE = "/status.css";

    private final transient Readiness readiness;
    private final transient List<StatusContributor> contributors;
    private final String template = file("status.html");
    private final String style = file("status.css");

    StatusPage(Readiness readiness, List<StatusContributor> contributors) {
        this.readiness = readiness;
        this.contributors = List.copyOf(contributors);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals(STYLE)) {
            response.setContentType("text/css;charset=utf-8");
            response.getOutputStream().write(style.getBytes(StandardCharsets.UTF_8));
            return;
        }
        StringBuilder sections = new StringBuilder();
        append(sections, server());
        contributors.forEach(contributor -> append(sections, contributor.section()));
        String page =
                template.replace("{{version}}", escape(Version.current())).replace("{{sections}}", sections.toString());
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    private StatusSection server() {
        List<StatusSection.Line> lines = new ArrayList<>();
        Map<String, String> missing = readiness.missing();
        if (missing.isEmpty()) {
            lines.add(new StatusSection.Line("State", "ready", StatusSection.Tone.GOOD));
        } else {
            missing.forEach((name, reason) ->
                    lines.add(new StatusSection.Line("Waiting for " + name, reason, StatusSection.Tone.ATTENTION)));
        }
        lines.add(new StatusSection.Line("Version", Version.current()));
        lines.add(new StatusSection.Line(
                "Up for",
                words(Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()))));
        return new StatusSection("Server", lines);
    }

    private static void append(StringBuilder html, StatusSection section) {
        html.append("<section><h2>").append(escape(section.title())).append("</h2><dl>");
        for (StatusSection.Line line : section.lines()) {
            html.append("<dt>")
                    .append(escape(line.label()))
                    .append("</dt><dd class=\"")
                    .append(
                            switch (line.tone()) {
                                case PLAIN -> "plain";
                                case GOOD -> "good";
                                case ATTENTION -> "attention";
                            })
                    .append("\">")
                    .append(escape(line.value()))
                    .append("</dd>");
        }
        html.append("</dl></section>\n");
    }

    private static String words(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String file(String name) {
        try (InputStream in = StatusPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
