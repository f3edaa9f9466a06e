package org.chartproof.server.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import org.chartproof.server.security.LocalRequest;

/** Where no EHR is configured: while access is open whoever sits at this machine may ask, and nobody else. */
final class ThisMachine implements CallerCheck {

    private final boolean open;

    /** @param open whether everybody at this machine may do everything */
    ThisMachine(boolean open) {
        this.open = open;
    }

    @Override
    public String caller(HttpServletRequest request, String endpoint) {
        if (!open || !LocalRequest.is(request)) {
            throw new HookRefused(
                    HookRefused.UNAUTHORIZED,
                    "No EHR is configured (cds-hooks.clients). Without one only this machine may ask, while access is open.");
        }
        return "";
    }
}
