package org.chartproof.server.authserver;

import java.util.Optional;
import org.chartproof.server.audit.Accounts;
import org.chartproof.server.authserver.client.Clients;
import org.chartproof.server.authserver.token.Authorizations;
import org.chartproof.server.authserver.user.Users;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** Tells the audit who is known here. */
record KnownAccounts(Users users, Clients clients, Authorizations authorizations) implements Accounts {

    @Override
    public Optional<Account> account(String name) {
        return users.find(name).map(user -> new Account(user.name(), user.fhirUser(), user.roles()));
    }

    @Override
    public boolean isClient(String id) {
        return clients.find(id).isPresent();
    }

    @Override
    public Optional<Grant> grant(String token) {
        return Optional.ofNullable(token.isEmpty() ? null : authorizations.findByToken(token, null))
                .filter(one -> {
                    OAuth2Authorization.Token<?> found = one.getToken(token);
                    return found != null && found.isActive();
                })
                .map(one -> new Grant(one.getPrincipalName(), one.getRegisteredClientId()));
    }
}
