package org.chartproof.server.ehr.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.ehr.arrival.News;
import org.chartproof.server.ehr.arrival.ResourceKey;
import org.chartproof.server.ehr.arrival.Told;
import org.chartproof.server.ehr.arrival.Way;
import org.chartproof.server.ehr.bulk.ExportTable.ExportFile;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.turn.Chore.Keep;

/** Reads a file of an export into news, a batch of lines a transaction. */
final class FileLoad {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH_LINES = 200;
    private static final long BATCH_BYTES = 4L * 1024 * 1024;
    private static final int LONGEST_LINE = 64 * 1024 * 1024;

    private final Ehr ehr;
    private final long export;
    private final ExportFile file;
    private final News news;
    private final ExportTable table;
    private final Keep keep;

    private final List<Told> told = new ArrayList<>();
    private long lines;
    private long bytes;
    private long errors;

    FileLoad(Ehr ehr, long export, ExportFile file, News news, ExportTable table, Keep keep) {
        this.ehr = ehr;
        this.export = export;
        this.file = file;
        this.news = news;
        this.table = table;
        this.keep = keep;
    }

    /** @throws IOException if it breaks off; what was read until then is kept */
    void read(InputStream body) throws IOException {
        Lines all = new Lines(body, LONGEST_LINE);
        for (Optional<byte[]> line = all.next(); line.isPresent(); line = all.next()) {
            lines++;
            if (lines > file.lines()) {
                take(line.get());
                if (told.size() >= BATCH_LINES || bytes >= BATCH_BYTES) {
                    put();
                }
            }
        }
        put();
    }

    private void take(byte[] line) throws IOException {
        bytes += line.length;
        JsonNode tree;
        try {
            tree = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            errors++;
            return;
        }
        if (tree == null || !tree.isObject()) {
            return;
        }
        String base = ehr.source().base().toString();
        switch (file.kind()) {
            case "output" -> Told.of(tree, base).ifPresentOrElse(told::add, () -> errors++);
            case "deleted" -> {
                for (JsonNode entry : tree.path("entry")) {
                    if (entry.at("/request/method").asText().equals("DELETE")) {
                        ResourceKey.of(entry.at("/request/url").asText(), base)
                                .map(Told::deletion)
                                .ifPresent(told::add);
                    }
                }
            }
            default -> errors++;
        }
    }

    private void put() {
        long reached = lines;
        long found = errors;
        news.tell(ehr.name(), Way.BULK, told, () -> {
            keep.keep();
            table.read(export, file.number(), reached, found);
        });
        told.clear();
        bytes = 0;
        errors = 0;
    }
}
