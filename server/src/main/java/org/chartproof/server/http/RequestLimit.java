package org.chartproof.server.http;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Refuses what no honest client sends: bodies beyond the limit (413), packed bodies, whose size can't be told beforehand (415), and bodies that come drop by drop to hold a thread (408).
 */
final class RequestLimit extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int TIMEOUT = HttpServletResponse.SC_REQUEST_TIMEOUT;

    private final long maxBytes;
    private final Duration longest;

    /**
     * @param maxBytes longest request body
     * @param longest  time from the first byte read of a body to its last
     */
    RequestLimit(long maxBytes, Duration longest) {
        this.maxBytes = maxBytes;
        this.longest = longest;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String packing = request.getHeader("Content-Encoding");
        if (packing != null && !packing.equalsIgnoreCase("identity")) {
            new Refusal(
                            HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                            "not-supported",
                            "The request body must not have a Content-Encoding")
                    .answer(request, response);
        } else if (request.getContentLengthLong() > maxBytes) {
            tooLong().answer(request, response);
        } else {
            try {
                chain.doFilter(new Limited(request), response);
            } catch (BaseServerResponseException e) {
                // FHIR tells it itself; here it comes from another servlet that read on.
                if (response.isCommitted()) {
                    throw e;
                }
                response.resetBuffer();
                (e.getStatusCode() == TIMEOUT ? tooSlow() : tooLong()).answer(request, response);
            }
        }
    }

    private Refusal tooLong() {
        return new Refusal(
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                "too-long",
                "The request body is longer than the " + maxBytes + " bytes that server.max-request-bytes allows");
    }

    private Refusal tooSlow() {
        return new Refusal(
                TIMEOUT,
                "timeout",
                "The request body took longer than the " + longest.toSeconds()
                        + " seconds that server.request-timeout allows");
    }

    /** For requests that don't tell their length, or send it drop by drop: counts while they are read. */
    private final class Limited extends HttpServletRequestWrapper {
        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream());
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String name = getCharacterEncoding();
            Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private final class Counting extends ServletInputStream {
        private final ServletInputStream body;
        private final long begun = System.nanoTime();
        private long read;

        Counting(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = body.read(buffer, offset, length);
            count(Math.max(got, 0));
            return got;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > maxBytes) {
                throw new PayloadTooLargeException(tooLong().message());
            }
            if (System.nanoTime() - begun > longest.toNanos()) {
                throw new UnclassifiedServerFailureException(TIMEOUT, tooSlow().message());
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
