package org.chartproof.server.hl7.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The newest event that each resource was changed by. */
final class EventTable {

    private final JdbcTemplate jdbc;

    EventTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param resources as {@code Type/id} */
    Map<String, EventStamp> newest(Collection<String> resources) {
        Map<String, EventStamp> stamps = jdbc.execute((Connection connection) -> {
            Map<String, EventStamp> found = new HashMap<>();
            try (PreparedStatement query = connection.prepareStatement(
                    "select resource, event_at, message from cp_hl7_event where resource = any(?)")) {
                query.setArray(1, connection.createArrayOf("varchar", resources.toArray()));
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.put(
                                row.getString(1),
                                new EventStamp(row.getTimestamp(2).toInstant(), row.getLong(3)));
                    }
                }
            }
            return found;
        });
        return Optional.ofNullable(stamps).orElse(Map.of());
    }

    /** Notes that resources were changed by an event, where they know no newer one. In the order of their names, so that two messages can't wait for each other. */
    void changed(Collection<String> resources, EventStamp by) {
        List<Object[]> rows = new ArrayList<>();
        resources.stream()
                .sorted()
                .forEach(resource -> rows.add(new Object[] {resource, Timestamp.from(by.at()), by.message()}));
        jdbc.batchUpdate(
                """
                insert into cp_hl7_event (resource, event_at, message) values (?, ?, ?)
                on conflict (resource) do update set event_at = excluded.event_at, message = excluded.message
                where (cp_hl7_event.event_at, cp_hl7_event.message) < (excluded.event_at, excluded.message)
                """,
                rows);
    }
}
