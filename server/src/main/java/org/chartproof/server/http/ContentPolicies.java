package org.chartproof.server.http;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a browser may do with an answer (Content-Security-Policy), by its path. No page has scripts or styles of its own text, none loads anything from elsewhere, and only
 * those that an EHR opens may stand in a frame, of the configured EHRs and of our own launcher.
 */
final class ContentPolicies {

    private static final Set<String> PAGES = Set.of("", "status.css", "feeds", "audit");

    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'%s; frame-src 'self'; base-uri 'none'%s; frame-ancestors %s";

    /** Data that a browser was led to open, such as a Binary that says it were HTML: shown at most, never run. */
    private static final String DATA = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

    private final String app;
    private final String framed;
    private final String signIn;
    private final String page;

    /**
     * @param frames  origins of EHRs that show our pages in a frame
     * @param issuers origins of a foreign issuer of tokens, which our pages sign people in at
     * @param ehrs    origins of EHRs that the review page is opened from
     */
    ContentPolicies(List<String> frames, List<String> issuers, List<String> ehrs) {
        String ancestors = frames.isEmpty() ? "'self'" : "'self' " + String.join(" ", frames);
        String ownForms = "; form-action 'self'";
        this.app = PAGE.formatted(listed(issuers) + listed(ehrs), ownForms, ancestors);
        this.framed = PAGE.formatted("", ownForms, ancestors);
        // Signing in ends with a redirect to the client, wherever that is: browsers count it as part of the form's
        // action.
        this.signIn = PAGE.formatted("", "", ancestors);
        this.page = PAGE.formatted(listed(issuers), ownForms, "'none'");
    }

    private static String listed(List<String> origins) {
        return origins.stream().map(" "::concat).collect(Collectors.joining());
    }

    /** The policy of an answer. */
    String of(String path) {
        int end = path.indexOf('/', 1);
        String first = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
        // What an EHR shows in a frame: the review page, the sign-in on the way to it, and our own launcher.
        return switch (first) {
            case "app" -> app;
            case "auth" -> signIn;
            case "launcher" -> framed;
            default -> PAGES.contains(first) ? page : DATA;
        };
    }
}
