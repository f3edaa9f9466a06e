package org.chartproof.bundles.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chartproof.coding.Note;
import org.chartproof.coding.document.DocumentReader;
import org.chartproof.coding.document.Reading;

/** Finds the golden cases by looking through their folder on the class path: adding one needs no list. */
public final class GoldenCases {

    private static final String FOLDER = "/org/chartproof/bundles/golden/";
    private static final String EVERYDAY = "/org/chartproof/bundles/everyday/";
    private static final String UNSEEN = "/org/chartproof/bundles/unseen/";
    private static final String EXPECTED = "expected.yaml";

    private GoldenCases() {}

    /**
     * Reads and checks all cases that the engine is worked on with, sorted by specialty and name; none if the folder is missing.
     *
     * @throws IllegalStateException if a file is missing or breaks the schema; names file, line and problem
     */
    public static List<GoldenCase> load() {
        return onClassPath(FOLDER);
    }

    /** As {@link #load()}, for the ordinary work of each specialty: the others are puzzles, chosen for the rules that they need. */
    public static List<GoldenCase> everyday() {
        return onClassPath(EVERYDAY);
    }

    /**
     * As {@link #everyday()}, for the cases that nobody mends the engine by: their authors don't know it, and their errors are not read while
     * rules are written. What is worked on belongs to the others; a case that was looked at moves there.
     */
    public static List<GoldenCase> unseen() {
        return onClassPath(UNSEEN);
    }

    private static List<GoldenCase> onClassPath(String name) {
        URL folder = GoldenCases.class.getResource(name);
        if (folder == null) {
            return List.of();
        }
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return load(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return load(jar.getPath(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the golden cases can't be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has a malformed address", e);
        }
    }

    /** As {@link #load()}, from a folder with {@code SPECIALTY/CASE/} in it. */
    public static List<GoldenCase> load(Path folder) throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        for (Path specialty : folders(folder)) {
            for (Path one : folders(specialty)) {
                cases.add(read(name(specialty), one));
            }
        }
        return cases;
    }

    private static GoldenCase read(String specialty, Path folder) throws IOException {
        String file = specialty + "/" + name(folder) + "/" + EXPECTED;
        Path expected = folder.resolve(EXPECTED);
        if (!Files.exists(expected)) {
            throw new IllegalStateException(file + ": missing");
        }
        List<Note> notes = notes(folder);
        if (notes.isEmpty()) {
            throw new IllegalStateException(file + ": there is no note.txt beside it");
        }
        return GoldenFile.parse(file, Files.readString(expected)).with(specialty, name(folder), notes);
    }

    /** {@code note.txt}, {@code note-2.txt} and so on, each under its file's name. */
    private static List<Note> notes(Path folder) throws IOException {
        List<Note> notes = new ArrayList<>();
        Path file = folder.resolve("note.txt");
        while (Files.exists(file)) {
            if (new DocumentReader().read(Files.readAllBytes(file), "text/plain")
                    instanceof Reading.Readable readable) {
                notes.add(new Note(name(file), readable.text()));
            } else {
                throw new IllegalStateException(file + ": not readable as text");
            }
            file = folder.resolve("note-" + (notes.size() + 1) + ".txt");
        }
        return notes;
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(GoldenCases::name))
                    .toList();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName()).replace("/", "");
    }
}
