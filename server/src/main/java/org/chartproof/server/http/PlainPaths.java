package org.chartproof.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** Refuses paths that can be read in two ways: what decides by the path who may and what is served there must see the same one. */
final class PlainPaths extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Two slashes, parameters of a path, steps up, and these or a backslash or an end of text encoded. */
    private static final Pattern DOUBTFUL =
            Pattern.compile("//|;|\\\\|/\\.{1,2}(/|$)|%(2e|2f|3b|5c|00|25)", Pattern.CASE_INSENSITIVE);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (DOUBTFUL.matcher(request.getRequestURI()).find()) {
            new Refusal(400, "invalid", "The path has two slashes in a row, a semicolon or a step up")
                    .answer(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
