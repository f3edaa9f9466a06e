package org.chartproof.server.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.chartproof.coding.Coder;
import org.chartproof.coding.Coding;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Note;
import org.chartproof.coding.document.DocumentReader;
import org.chartproof.coding.document.Reading;

/** Codes files of notes on all cores, results in the order of the notes. */
public final class BatchCoder {

    private final Coder coder;
    private final EncounterFacts defaults;
    private final DocumentReader reader = new DocumentReader();
    private final PrintWriter out;
    private final Listener listener;
    private final int threads = Runtime.getRuntime().availableProcessors();

    /** Told of what goes on. */
    public interface Listener {
        /** A note is done. */
        void done();

        /** A note can't be coded: where it stands, and why. */
        void bad(String place, String reason);
    }

    /**
     * @param defaults facts of notes that don't say them
     * @param out takes the results, a line each
     */
    public BatchCoder(Coder coder, EncounterFacts defaults, PrintWriter out, Listener listener) {
        this.coder = coder;
        this.defaults = defaults;
        this.out = out;
        this.listener = listener;
    }

    /** A result to come: the line, or a complaint. */
    private record Pending(String place, Future<Result> result) {}

    private record Result(String line, String complaint) {}

    /** Codes a file with a JSON object a line, or a folder of documents. */
    public void code(Path input) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Deque<Pending> pending = new ArrayDeque<>();
        try {
            if (Files.isDirectory(input)) {
                for (Path file : files(input)) {
                    String id = input.relativize(file).toString();
                    submit(pending, new Pending(id, pool.submit(() -> file(id, file))));
                }
            } else {
                lines(input, pool, pending);
            }
            while (!pending.isEmpty()) {
                write(pending.remove());
            }
        } finally {
            pool.shutdownNow();
            out.flush();
        }
    }

    /** How many notes an input holds. */
    public static long count(Path input) throws IOException {
        if (Files.isDirectory(input)) {
            return files(input).size();
        }
        try (Stream<String> lines = Files.lines(input)) {
            return lines.filter(line -> !line.isBlank()).count();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void lines(Path input, ExecutorService pool, Deque<Pending> pending)
            throws IOException, InterruptedException {
        try (BufferedReader reader = Files.newBufferedReader(input)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    String json = line;
                    submit(pending, new Pending("line " + number, pool.submit(() -> line(json))));
                }
            }
        }
    }

    private void submit(Deque<Pending> pending, Pending next) throws InterruptedException {
        pending.add(next);
        if (pending.size() > threads * 8) {
            write(pending.remove());
        }
    }

    private void write(Pending pending) throws InterruptedException {
        try {
            Result result = pending.result().get();
            if (!result.line().isEmpty()) {
                out.println(result.line());
            }
            if (!result.complaint().isEmpty()) {
                listener.bad(pending.place(), result.complaint());
            }
        } catch (ExecutionException e) {
            // The message of the cause may quote the note.
            listener.bad(pending.place(), "coding failed with " + kind(e));
        }
        listener.done();
    }

    private static String kind(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return (cause == null ? failure : cause).getClass().getSimpleName();
    }

    private Result line(String json) {
        NoteLine line = NoteLine.read(json, defaults);
        if (line instanceof NoteLine.Read read) {
            return code(read.note());
        }
        return new Result("", ((NoteLine.Bad) line).reason());
    }

    private Result file(String id, Path file) throws IOException {
        Reading reading = reader.read(Files.readAllBytes(file), mediaType(file));
        if (reading instanceof Reading.Readable readable) {
            return code(new BatchNote(id, defaults, readable.text()));
        }
        String reason = reading instanceof Reading.NeedsOcr needsOcr
                ? "needs OCR: " + needsOcr.reason()
                : reading instanceof Reading.Unsupported unsupported
                        ? unsupported.mediaType() + " is not read"
                        : ((Reading.Unreadable) reading).reason();
        return new Result(JsonLines.error(id, reason), reason);
    }

    private static String mediaType(Path file) {
        String name = file.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html", "htm" -> "text/html";
            case "rtf" -> "application/rtf";
            case "pdf" -> "application/pdf";
            case "xml" -> "application/xml";
            case "png", "jpg", "jpeg", "tif", "tiff" -> "image/" + ending;
            default -> "text/plain";
        };
    }

    private Result code(BatchNote note) {
        Coding coding = coder.code(note.facts(), List.of(new Note(note.id(), note.text())));
        if (coding instanceof Coding.Coded coded) {
            return new Result(JsonLines.of(note, coded.encounter()), "");
        }
        String reason = ((Coding.NotCodable) coding).reason();
        return new Result(JsonLines.error(note.id(), reason), reason);
    }
}
