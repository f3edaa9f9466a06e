package org.chartproof.server.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import org.chartproof.server.security.LocalRequest;

/** Where no EHR is configured: whoever sits at this machine may ask, and nobody else. */
final class ThisMachine implements CallerCheck {

    @Override
    public String caller(HttpServletRequest request, String endpoint) {
        if (!LocalRequest.is(request)) {
            throw new HookRefused(
                    HookRefused.UNAUTHORIZED,
                    "No EHR is configured (cds-hooks.clients), so only this machine may ask.");
        }
        return "";
    }
}
