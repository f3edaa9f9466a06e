package org.chartproof.server.authserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.chartproof.server.status.PublicAddress;

/**
 * Shows requests as sent to the server's public address, whatever their Host says: the issuer of tokens and all redirects are made of it. A browser on this machine that came by another name of it is sent
 * to that address first, since cookies are by name.
 */
final class AsPublicAddress extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient PublicAddress address;

    AsPublicAddress(PublicAddress address) {
        this.address = address;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        URI base = address.base();
        boolean otherName = !address.isConfigured()
                && !base.getHost().equals(request.getServerName())
                && request.getMethod().equals("GET")
                && request.getRequestURI().equals("/auth/authorize");
        if (otherName) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", address.at("/auth/authorize") + query);
            return;
        }
        chain.doFilter(new Addressed(request, base), response);
    }

    private static final class Addressed extends HttpServletRequestWrapper {
        private final URI base;

        Addressed(HttpServletRequest request, URI base) {
            super(request);
            this.base = base;
        }

        @Override
        public String getScheme() {
            return base.getScheme();
        }

        @Override
        public String getServerName() {
            return base.getHost();
        }

        @Override
        public int getServerPort() {
            if (base.getPort() > 0) {
                return base.getPort();
            }
            return isSecure() ? 443 : 80;
        }

        @Override
        public boolean isSecure() {
            return base.getScheme().equals("https");
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(base.toString()).append(getRequestURI());
        }
    }
}
