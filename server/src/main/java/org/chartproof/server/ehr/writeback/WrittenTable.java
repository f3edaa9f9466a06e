package org.chartproof.server.ehr.writeback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.server.config.EhrSource.WriteBack.Kind;
import org.springframework.jdbc.core.JdbcTemplate;

/** What each EHR was given: read to tell it what has changed and nothing else. */
final class WrittenTable {

    private final JdbcTemplate jdbc;

    WrittenTable(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** What an EHR was given of a claim, by name. */
    Map<String, Written> of(String source, String claim, Kind kind) {
        Map<String, Written> all = new LinkedHashMap<>();
        List<Written> rows = jdbc.query(
                "select * from cp_ehr_written where source = ? and claim = ? and kind = ? order by name",
                (row, number) -> new Written(
                        row.getString("name"),
                        row.getString("type"),
                        Optional.ofNullable(row.getString("foreign_id")),
                        Optional.ofNullable(row.getString("etag")),
                        Optional.ofNullable(row.getString("told")),
                        row.getBoolean("withdrawn")),
                source,
                claim,
                word(kind));
        rows.forEach(one -> all.put(one.name(), one));
        return all;
    }

    /** Notes that an EHR is about to be asked to create something. */
    void begin(Parcel parcel, Draft draft) {
        jdbc.update(
                "insert into cp_ehr_written (source, name, type, kind, claim) values (?, ?, ?, ?, ?) on conflict do nothing",
                parcel.source(),
                draft.name(),
                draft.type(),
                word(parcel.kind()),
                parcel.claim());
    }

    /** Notes what an EHR has now. */
    void told(String source, Draft draft, String foreignId, Optional<String> etag) {
        jdbc.update(
                "update cp_ehr_written set foreign_id = ?, etag = ?, told = ?, withdrawn = ?, changed_at = now()"
                        + " where source = ? and name = ?",
                foreignId,
                etag.orElse(null),
                draft.json(),
                draft.withdrawn(),
                source,
                draft.name());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
