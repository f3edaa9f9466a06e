package org.chartproof.server.authserver.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.chartproof.server.authserver.launch.ChartRow;
import org.springframework.security.web.csrf.CsrfToken;

/** The pages themselves. */
public final class Pages {
    private Pages() {}

    /**
     * The page to sign in on.
     *
     * @param csrf     that the form carries
     * @param username to begin with; empty for none
     * @param notice   what went wrong; empty for nothing
     */
    public static Html login(CsrfToken csrf, String username, Optional<String> notice) {
        return page(
                "Sign in",
                Html.template(
                        "login.html",
                        Map.of(
                                "csrf-name", Html.escaped(csrf.getParameterName()),
                                "csrf", Html.escaped(csrf.getToken()),
                                "username", Html.escaped(username),
                                "notice", notice.map(Pages::notice).orElseGet(Html::none))));
    }

    /**
     * The page on which someone is asked what an app may have.
     *
     * @param app    its title
     * @param client its client_id
     * @param state  that ties the answer to the request
     * @param user   who is asked
     */
    public static Html consent(String app, String client, String state, String user, Collection<String> scopes) {
        StringBuilder boxes = new StringBuilder();
        for (String scope : new TreeSet<>(scopes)) {
            boxes.append("<label><input type=\"checkbox\" name=\"scope\" checked value=\"")
                    .append(Html.escaped(scope).text())
                    .append("\"><span>")
                    .append(Html.escaped(ScopeWords.of(scope)).text())
                    .append(" <code class=\"soft\">")
                    .append(Html.escaped(scope).text())
                    .append("</code></span></label>\n");
        }
        return page(
                app + " asks for access",
                Html.template(
                        "consent.html",
                        Map.of(
                                "app", Html.escaped(app),
                                "client", Html.escaped(client),
                                "state", Html.escaped(state),
                                "user", Html.escaped(user),
                                "scopes", new Html(boxes.toString()))));
    }

    /**
     * The page on which someone chooses the chart that an app is opened on.
     *
     * @param csrf       that the forms carry
     * @param request    that waits for the choice
     * @param app        its title
     * @param user       who chooses
     * @param name       that was searched for; empty for none
     * @param encounters whether encounters are chosen, or patients
     */
    public static Html choose(
            CsrfToken csrf,
            String request,
            String app,
            String user,
            String name,
            boolean encounters,
            List<ChartRow> charts) {
        StringBuilder rows = new StringBuilder();
        for (ChartRow chart : charts) {
            String value = chart.encounter().map(id -> "Encounter/" + id).orElse("Patient/" + chart.patient());
            rows.append("<tr><th scope=\"row\">")
                    .append(Html.escaped(chart.name()).text())
                    .append("</th>")
                    .append(cell(chart.born()));
            if (encounters) {
                rows.append(cell(chart.when())).append(cell(chart.kind()));
            }
            rows.append("<td><button class=\"row\" name=\"chart\" value=\"")
                    .append(Html.escaped(value).text())
                    .append("\" aria-label=\"Open the chart of ")
                    .append(Html.escaped(chart.name() + (encounters ? ", " + chart.when() : ""))
                            .text())
                    .append("\">Open</button></td></tr>\n");
        }
        return page(
                "Which chart?",
                Html.template(
                        "choose.html",
                        Map.of(
                                "csrf-name", Html.escaped(csrf.getParameterName()),
                                "csrf", Html.escaped(csrf.getToken()),
                                "request", Html.escaped(request),
                                "app", Html.escaped(app),
                                "user", Html.escaped(user),
                                "name", Html.escaped(name),
                                "head",
                                        new Html(
                                                encounters
                                                        ? "<th scope=\"col\">Begun</th><th scope=\"col\">Encounter</th>"
                                                        : ""),
                                "rows", new Html(rows.toString()),
                                "none", charts.isEmpty() ? new Html("<p>There is none.</p>") : Html.none())));
    }

    /**
     * What someone sees when an app sends something that can't be answered to the app.
     *
     * @param what in a sentence
     * @param code for those who look after it
     */
    public static Html problem(String what, String code) {
        return page(
                "This app can't be opened",
                Html.template("problem.html", Map.of("what", Html.escaped(what), "code", Html.escaped(code))));
    }

    /** A page of its own. */
    public static Html page(String title, Html content) {
        return Html.template("page.html", Map.of("title", Html.escaped(title), "content", content));
    }

    /** The style sheet of all of them. */
    public static String css() {
        return Html.file("auth.css");
    }

    private static String cell(String text) {
        return "<td>" + Html.escaped(text).text() + "</td>";
    }

    /** Something to be told before all else. */
    static Html notice(String text) {
        return new Html(
                "<p class=\"notice\" role=\"alert\">" + Html.escaped(text).text() + "</p>");
    }

    /** Sends a page. */
    public static void send(HttpServletResponse response, int status, Html page) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(page.text().getBytes(StandardCharsets.UTF_8));
    }
}
