package org.chartproof.server.authserver.exchange;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** Why nothing is given for what an EHR gave: words for the person in front of the page, which quote nothing that was sent. */
final class Unproved {
    private Unproved() {}

    /** The request is not one that can be answered. */
    static OAuth2AuthenticationException wrong(String words) {
        return error(OAuth2ErrorCodes.INVALID_REQUEST, words);
    }

    /** What was shown does not prove what it is to prove. */
    static OAuth2AuthenticationException notProved(String words) {
        return error(OAuth2ErrorCodes.INVALID_GRANT, words);
    }

    /** Whoever it is, they may not. */
    static OAuth2AuthenticationException denied(String words) {
        return error(OAuth2ErrorCodes.ACCESS_DENIED, words);
    }

    /** It may be proved later. */
    static OAuth2AuthenticationException notNow(String words) {
        return error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, words);
    }

    private static OAuth2AuthenticationException error(String code, String words) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, words, null), words);
    }
}
