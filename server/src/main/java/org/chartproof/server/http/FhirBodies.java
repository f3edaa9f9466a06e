package org.chartproof.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets through to FHIR only bodies that can be read without harm: see {@link BodyShape}. A raw Binary is kept, not read, and so passes as it is. */
final class FhirBodies extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Written in these, what we look at and what FHIR then reads are the same characters. */
    private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        if (!WITH_BODY.contains(request.getMethod()) || type.startsWith(FORM) || isRaw(request, type)) {
            chain.doFilter(request, response);
            return;
        }
        String charset = request.getCharacterEncoding();
        if (charset != null && !CHARSETS.contains(charset.toLowerCase(Locale.ROOT))) {
            new Refusal(415, "not-supported", "A FHIR body is written in UTF-8").answer(request, response);
            return;
        }
        byte[] body = request.getInputStream().readAllBytes();
        Optional<String> fault = BodyShape.fault(body, type.contains("json"));
        if (fault.isPresent()) {
            new Refusal(400, "structure", fault.get()).answer(request, response);
        } else {
            chain.doFilter(new Read(request, body), response);
        }
    }

    private static boolean isRaw(HttpServletRequest request, String type) {
        return request.getRequestURI().matches("/fhir/Binary(/[^/]*)?")
                && !type.isEmpty()
                && !type.contains("json")
                && !type.contains("xml");
    }

    /** A request whose body was read. */
    private static final class Read extends HttpServletRequestWrapper {
        private final byte[] body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new InMemory(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class InMemory extends ServletInputStream {
        private final ByteArrayInputStream body;

        InMemory(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte @Nullable [] buffer, int offset, int length) {
            return body.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("FHIR is not read asynchronously");
        }
    }
}
