package org.chartproof.server.cdshooks;

import jakarta.servlet.http.HttpServletRequest;

/** Says who asks for cards. */
interface CallerCheck {

    /**
     * The name of the configured EHR that sends a request; empty text where none is configured and this machine may ask.
     *
     * @param endpoint path of the service that is asked
     * @throws HookRefused if nobody may know what it asks for
     */
    String caller(HttpServletRequest request, String endpoint);
}
