package org.chartproof.server.authserver;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.chartproof.server.authserver.page.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Tells an app why its authorization request was refused; where it is not sure whose redirect URI that is, the person in front of it instead. */
final class Refusals implements AuthenticationFailureHandler {
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        OAuth2Error error = exception instanceof OAuth2AuthenticationException known
                ? known.getError()
                : new OAuth2Error("server_error");
        OAuth2AuthorizationCodeRequestAuthenticationToken asked =
                exception instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused
                        ? refused.getAuthorizationCodeRequestAuthentication()
                        : null;
        if (asked == null
                || asked.getRedirectUri() == null
                || asked.getRedirectUri().isEmpty()) {
            Pages.send(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    Pages.problem(
                            "It sent a request that can't be answered: the app is not registered here, or asks to be"
                                    + " answered at an address that is not registered for it.",
                            error.getErrorCode() + described(error)));
            return;
        }
        UriComponentsBuilder location = UriComponentsBuilder.fromUriString(asked.getRedirectUri());
        add(location, "error", error.getErrorCode());
        add(location, "error_description", error.getDescription());
        add(location, "state", asked.getState());
        response.sendRedirect(location.build(true).toUriString());
    }

    private static String described(OAuth2Error error) {
        return error.getDescription() == null ? "" : ": " + error.getDescription();
    }

    private static void add(UriComponentsBuilder location, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            location.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }
}
