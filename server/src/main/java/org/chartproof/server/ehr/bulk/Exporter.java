package org.chartproof.server.ehr.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.chartproof.server.ehr.arrival.News;
import org.chartproof.server.ehr.bulk.ExportTable.Export;
import org.chartproof.server.ehr.bulk.ExportTable.ExportFile;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.EhrRequest;
import org.chartproof.server.ehr.connection.Reply;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.ehr.turn.Chore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports a Group of an EHR: asks for it, waits until it is made, reads its files, and deletes it there. Each step is noted, so that it goes on after a restart of either side. */
public final class Exporter implements Chore {

    /** With what the name of this chore begins. */
    public static final String WORK = "export";

    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);
    private static final List<String> ALWAYS =
            List.of("Coverage", "Encounter", "Organization", "Patient", "Practitioner", "PractitionerRole");
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration STANDARD_WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int MOST_TRIES = 5;
    private static final int MOST_FILES = 10_000;
    private static final int LONGEST_PROGRESS = 100;

    private final Ehr ehr;
    private final String group;
    private final News news;
    private final ExportTable table;

    public Exporter(Ehr ehr, String group, News news, ExportTable table) {
        this.ehr = ehr;
        this.group = group;
        this.news = news;
        this.table = table;
    }

    @Override
    public String source() {
        return ehr.name();
    }

    @Override
    public String work() {
        return WORK;
    }

    @Override
    public Optional<Duration> run(Keep keep) {
        if (ehr.source().bulk().atStart() && table.all(ehr.name()).isEmpty()) {
            table.request(ehr.name(), Optional.empty());
        }
        Optional<Export> open = table.open(ehr.name());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        keep.keep();
        return switch (open.get().state()) {
            case "requested" -> kickOff(open.get());
            case "running" -> look(open.get(), open.get().statusUrl().orElseThrow());
            default -> load(open.get(), keep);
        };
    }

    private Optional<Duration> kickOff(Export export) {
        SortedSet<String> types = new TreeSet<>(ALWAYS);
        types.addAll(ehr.source().types());
        String address = "Group/" + group + "/$export?_type=" + encoded(String.join(",", types))
                + export.since()
                        .map(since -> "&_since=" + encoded(since.toString()))
                        .orElse("");
        Reply reply = ehr.client().send(EhrRequest.get(address).with("Prefer", "respond-async"));
        Optional<String> status = reply instanceof Reply.Done done
                ? done.headers().firstValue("Content-Location").filter(this::isHome)
                : Optional.empty();
        if (status.isEmpty()) {
            return fail(
                    export,
                    reply instanceof Reply.Refused refused
                            ? refused.reason()
                            : "It was not asked for as agreed: no Content-Location of the EHR itself.");
        }
        table.running(export.id(), status.get());
        return Optional.of(Duration.ofSeconds(1));
    }

    private boolean isHome(String url) {
        try {
            return ehr.client().isHome(URI.create(url));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<Duration> look(Export export, String statusUrl) {
        Reply reply = ehr.client().send(EhrRequest.get(statusUrl).with("Accept", "application/json"));
        if (reply instanceof Reply.Absent) {
            return anew(export, "The EHR no longer knew of it.");
        }
        if (reply instanceof Reply.Refused refused) {
            return fail(export, refused.reason());
        }
        Reply.Done done = (Reply.Done) reply;
        if (done.status() == 202) {
            done.headers()
                    .firstValue("X-Progress")
                    .map(text -> text.substring(0, Math.min(LONGEST_PROGRESS, text.length())))
                    .ifPresent(text -> table.progress(export.id(), text));
            Duration wait = ehr.client().retryAfter(done).orElse(STANDARD_WAIT);
            return Optional.of(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        }
        JsonNode manifest = done.json();
        List<ExportFile> files = new ArrayList<>();
        for (String kind : List.of("output", "deleted", "error")) {
            for (JsonNode file : manifest.path(kind)) {
                if (files.size() >= MOST_FILES) {
                    return fail(export, "It has more files than are taken.");
                }
                files.add(new ExportFile(
                        files.size(),
                        kind,
                        file.path("type").asText("").replaceAll("[^A-Za-z]", ""),
                        file.path("url").asText(),
                        manifest.path("requiresAccessToken").asBoolean(true),
                        0,
                        false));
            }
        }
        if (!manifest.path("output").isArray()) {
            return fail(export, "What the EHR says of it is no manifest.");
        }
        table.made(export.id(), instant(manifest.path("transactionTime").asText()), files);
        return Optional.of(AT_ONCE);
    }

    private Optional<Duration> load(Export export, Keep keep) {
        for (ExportFile file : table.files(export.id())) {
            if (file.done()) {
                continue;
            }
            FileLoad load = new FileLoad(ehr, export.id(), file, news, table, keep);
            Reply reply = ehr.client().stream(
                    EhrRequest.content(file.url(), "application/fhir+ndjson", Long.MAX_VALUE), load::read);
            if (reply instanceof Reply.Absent) {
                return anew(export, "One of its files was no longer there.");
            }
            if (reply instanceof Reply.Refused refused) {
                return fail(export, "One of its files: " + refused.reason());
            }
            table.done(export.id(), file.number());
        }
        table.done(export.id());
        delete(export);
        LOG.info("The export of {} is loaded; what it brought is being stored", ehr.name());
        return Optional.empty();
    }

    /** The EHR need not keep it any longer. That it does is no harm. */
    private void delete(Export export) {
        try {
            Reply unused =
                    ehr.client().send(EhrRequest.delete(export.statusUrl().orElseThrow()));
        } catch (EhrUnavailable e) {
            LOG.warn("The export of {} could not be deleted there ({})", ehr.name(), e.code());
        }
    }

    private Optional<Duration> anew(Export export, String reason) {
        if (export.tries() + 1 >= MOST_TRIES) {
            return fail(export, reason);
        }
        table.anew(export.id(), reason);
        return Optional.of(Duration.ofSeconds(1));
    }

    private Optional<Duration> fail(Export export, String reason) {
        LOG.warn("The export of {} failed: {}", ehr.name(), reason);
        table.failed(export.id(), reason);
        return Optional.empty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
