package org.chartproof.server.ehr.polling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.chartproof.server.ehr.arrival.News;
import org.chartproof.server.ehr.arrival.ResourceKey;
import org.chartproof.server.ehr.arrival.Way;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.EhrRequest;
import org.chartproof.server.ehr.connection.Reply;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.ehr.polling.Checkpoints.Checkpoint;
import org.chartproof.server.ehr.search.Searches;
import org.chartproof.server.ehr.turn.Chore;
import org.springframework.jdbc.core.JdbcTemplate;

/** Asks about one patient after the other, where an EHR answers no other question. A round that is broken off goes on with the next patient. */
final class PatientRound implements Chore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STREAM = "patients";

    /** Of those patients whose encounters are here: whether one of them has changed within that time. */
    private static final Duration RECENT = Duration.ofDays(30);

    private final Ehr ehr;
    private final News news;
    private final Checkpoints checkpoints;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    PatientRound(Ehr ehr, News news, Checkpoints checkpoints, DataSource dataSource, InstantSource clock) {
        this.ehr = ehr;
        this.news = news;
        this.checkpoints = checkpoints;
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    @Override
    public String source() {
        return ehr.name();
    }

    @Override
    public String work() {
        return Polling.WORK + " " + STREAM;
    }

    @Override
    public Optional<Duration> run(Keep keep) {
        Optional<Checkpoint> before = checkpoints.read(ehr.name(), STREAM);
        Instant since = before.map(Checkpoint::since)
                .orElseGet(() -> clock.instant().minus(ehr.source().polling().lookBack()));
        // By our own clock: what the two clocks differ has to be within the overlap.
        Instant begunAt = before.flatMap(Checkpoint::begunAt).orElseGet(clock::instant);
        Instant from = since.minus(ehr.source().polling().overlap());
        String done = before.flatMap(Checkpoint::position).orElse("");
        for (String patient : patients().tailSet(done)) {
            if (!patient.equals(done)) {
                for (String type : types()) {
                    about(type, patient, from, keep);
                }
                checkpoints.at(ehr.name(), STREAM, since, begunAt, patient);
            }
        }
        checkpoints.reached(ehr.name(), STREAM, begunAt);
        return ehr.source().polling().interval();
    }

    private List<String> types() {
        return ehr.source().types().stream()
                .filter(type -> !type.equals("Patient"))
                .sorted()
                .toList();
    }

    private void about(String type, String patient, Instant from, Keep keep) {
        Searches.each(
                ehr,
                new Queries(ehr).ofPatient(type, patient, from),
                page -> news.tell(ehr.name(), Way.POLLING, ChangeSearch.told(ehr, page), keep::keep));
    }

    /** Ids of the EHR. */
    private SortedSet<String> patients() {
        return ehr.source().polling().patients().map(this::members).orElseGet(this::known);
    }

    private SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>();
        jdbc.queryForList(
                        "select distinct patient from cp_ehr_resource where source = ? and patient is not null"
                                + " and starts_with(resource, 'Encounter/') and changed_at > now() - ? * interval '1 second'",
                        String.class,
                        ehr.name(),
                        RECENT.toSeconds())
                .forEach(patient -> add(known, patient));
        return known;
    }

    private SortedSet<String> members(String list) {
        Reply reply = ehr.client().send(EhrRequest.get(list));
        if (!(reply instanceof Reply.Done done)) {
            throw EhrUnavailable.here("no-patient-list", "The list of patients (polling.patients) can't be read");
        }
        SortedSet<String> members = new TreeSet<>();
        JsonNode tree = tree(done.body());
        tree.path("member")
                .forEach(member -> add(members, member.at("/entity/reference").asText()));
        tree.path("entry")
                .forEach(entry -> add(members, entry.at("/item/reference").asText()));
        return members;
    }

    private void add(SortedSet<String> patients, String reference) {
        ResourceKey.of(reference, ehr.source().base().toString())
                .filter(key -> key.type().equals("Patient"))
                .ifPresent(key -> patients.add(key.id()));
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw EhrUnavailable.here("no-patient-list", "The list of patients (polling.patients) is no JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
