package org.chartproof.bundles.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A set that the engine is measured on. */
public enum EvaluationSet {
    /** Our own cases, in the program itself. */
    GOLDEN("golden cases, claims", ""),
    /** Cases of our own as a day's work brings them. */
    EVERYDAY("golden cases of everyday work, claims", ""),
    /** As those, but the engine was not mended by them. */
    UNSEEN("golden cases of everyday work, not worked on, claims", ""),
    CODIESP("CodiEsp, mentions", "codiesp_en_*.jsonl"),
    CMC("CMC 2007, claims", "cmc2007*.jsonl"),
    ACI("ACI-Bench, listed problems", "aci_bench_weak*.jsonl"),
    NEGEX("NegEx/ConText, sentences", "negex_context*.jsonl"),
    MTS("MTS-Dialog, sections", "mts_sections_*.jsonl");

    private final String title;
    private final String files;

    EvaluationSet(String title, String files) {
        this.title = title;
        this.files = files;
    }

    /** What it is, for a reader. */
    String title() {
        return title;
    }

    /** What its files are called; empty for the sets that need none. */
    String files() {
        return files;
    }

    /** Whether its cases are ours, in the program itself, and say which code goes first and what was present on admission. */
    boolean isOurs() {
        return files.isEmpty();
    }

    /** As it is written on the command line and in figures. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its files in a folder, by name; the sets of one kind have the same names whatever their size. */
    List<Path> in(Path folder) throws IOException {
        if (files.isEmpty() || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            var matcher = folder.getFileSystem().getPathMatcher("glob:" + files);
            return entries.filter(file -> matcher.matches(file.getFileName()))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    @Override
    public String toString() {
        return key();
    }
}
