package org.chartproof.server.hl7.workspace;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chartproof.hl7.map.Identity;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which resource is known under which business identifier. */
final class IdentityTable {

    private static final Comparator<Identity> ORDER =
            Comparator.comparing(Identity::type).thenComparing(Identity::system).thenComparing(Identity::value);

    private final JdbcTemplate jdbc;

    IdentityTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The id of the resource that is known under an identity. */
    Optional<String> find(Identity identity) {
        return jdbc
                .queryForList(
                        "select resource from cp_hl7_identity where type = ? and system = ? and value = ?",
                        String.class,
                        identity.type(),
                        identity.system(),
                        identity.value())
                .stream()
                .findFirst();
    }

    /**
     * Makes resources known, that were not known when the mapping began.
     *
     * @throws ConcurrentChange if another message has done so meanwhile
     */
    void add(Map<Identity, String> identities) {
        sorted(identities).forEach((identity, resource) -> {
            int added = jdbc.update(
                    "insert into cp_hl7_identity (type, system, value, resource) values (?, ?, ?, ?) on conflict do nothing",
                    identity.type(),
                    identity.system(),
                    identity.value(),
                    resource);
            if (added == 0) {
                throw new ConcurrentChange();
            }
        });
    }

    /** Makes resources known under further identities, whichever resource was known under them before. */
    void move(Map<Identity, String> identities) {
        sorted(identities)
                .forEach((identity, resource) -> jdbc.update(
                        """
                insert into cp_hl7_identity (type, system, value, resource) values (?, ?, ?, ?)
                on conflict (type, system, value) do update set resource = excluded.resource
                """,
                        identity.type(),
                        identity.system(),
                        identity.value(),
                        resource));
    }

    /** In one order for all, so that two messages can't wait for each other. */
    private static Map<Identity, String> sorted(Map<Identity, String> identities) {
        Map<Identity, String> sorted = new TreeMap<>(ORDER);
        sorted.putAll(identities);
        return sorted;
    }
}
