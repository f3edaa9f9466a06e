package org.chartproof.server.ehr.writeback;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.server.config.EhrSource.WriteBack.Kind;
import org.chartproof.server.ehr.identity.ToldId;
import org.springframework.jdbc.core.JdbcTemplate;

/** What each EHR was given: read to tell it what has changed and nothing else, and to know it where it comes back. */
public final class WrittenTable {

    private final JdbcTemplate jdbc;

    WrittenTable(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Whether a resource of an EHR is one that it was given. */
    public boolean isOurs(String source, String type, String foreignId) {
        return !jdbc.queryForList(
                        "select 1 from cp_ehr_written where source = ? and type = ? and foreign_id = ? limit 1",
                        Integer.class,
                        source,
                        type,
                        foreignId)
                .isEmpty();
    }

    /** What an EHR was given of a claim. */
    Map<ToldId, Written> of(String source, String claim, Kind kind) {
        Map<ToldId, Written> all = new LinkedHashMap<>();
        jdbc.query(
                        "select * from cp_ehr_written where source = ? and claim = ? and kind = ? order by name",
                        (row, number) -> new Written(
                                new ToldId(row.getString("name")),
                                row.getString("type"),
                                Optional.ofNullable(row.getString("foreign_id")),
                                Optional.ofNullable(row.getString("etag")),
                                row.getString("told"),
                                row.getBoolean("withdrawn")),
                        source,
                        claim,
                        word(kind))
                .forEach(one -> all.put(one.id(), one));
        return all;
    }

    /** Notes that an EHR is about to be asked to create something. */
    void begin(Parcel parcel, Draft draft) {
        jdbc.update(
                """
                insert into cp_ehr_written (source, name, type, kind, claim, told, withdrawn) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (source, name) do update set told = excluded.told, withdrawn = excluded.withdrawn, changed_at = now()
                """,
                parcel.source(),
                draft.id().name(),
                draft.type(),
                word(parcel.kind()),
                parcel.claim(),
                draft.json(),
                draft.withdrawn());
    }

    /** Notes that an EHR does not have what it was about to be asked for. */
    void forget(Parcel parcel, Draft draft) {
        jdbc.update(
                "delete from cp_ehr_written where source = ? and name = ? and foreign_id is null",
                parcel.source(),
                draft.id().name());
    }

    /** Notes what an EHR has now. */
    void told(Parcel parcel, Draft draft, String foreignId, Optional<String> etag) {
        jdbc.update(
                "update cp_ehr_written set foreign_id = ?, etag = ?, told = ?, withdrawn = ?, changed_at = now()"
                        + " where source = ? and name = ?",
                foreignId,
                etag.orElse(null),
                draft.json(),
                draft.withdrawn(),
                parcel.source(),
                draft.id().name());
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
