package org.chartproof.terminology.icd10cm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Edition;
import org.chartproof.terminology.LoadedCodeSet;
import org.chartproof.terminology.Release;
import org.chartproof.terminology.Term;
import org.chartproof.terminology.file.PublishedFile;
import org.chartproof.terminology.file.PublishedFiles;
import org.chartproof.terminology.icd10cm.SourceFile.Kind;
import org.chartproof.terminology.lexicon.Lexicon;

/** Loads every release of ICD-10-CM whose published files are in a folder. */
public final class Icd10cmReleases {

    private final Lexicon lexicon;
    private final Optional<ReleaseCache> cache;
    private final Consumer<String> progress;

    /**
     * @param lexicon our own terms, added to each release's vocabulary
     * @param cacheFolder where built releases are kept between starts; empty: nowhere
     * @param progress told in a sentence what takes time
     */
    public Icd10cmReleases(Lexicon lexicon, Optional<Path> cacheFolder, Consumer<String> progress) {
        this.lexicon = lexicon;
        this.cache = cacheFolder.map(ReleaseCache::new);
        this.progress = progress;
    }

    /**
     * The releases, oldest first.
     *
     * @param folder holds the published files, in archives or unpacked, at most four folders deep; may be absent
     * @throws BrokenInstallation if a file is cut off, is not what its name says, or does not fit the others of its year
     */
    public List<CodeSet> load(Path folder) {
        return load(PublishedFiles.in(folder, progress));
    }

    /**
     * The releases among some files, oldest first.
     *
     * @param files of two that are the same book of the same edition the first is used
     * @throws BrokenInstallation if a file is cut off, is not what its name says, or does not fit the others of its year
     */
    public List<CodeSet> load(List<PublishedFile> files) {
        List<CodeSet> sets = new ArrayList<>();
        Optional<Loaded> earlier = Optional.empty();
        for (Map.Entry<Edition, Map<Kind, SourceFile>> edition :
                byEdition(files).entrySet()) {
            Optional<Loaded> loaded = load(edition.getKey(), edition.getValue(), earlier);
            loaded.ifPresent(release -> sets.add(release.set()));
            earlier = loaded.isPresent() ? loaded : earlier;
        }
        return sets;
    }

    /**
     * What a file is, by its name: version and book, e.g. {@code 2026 tabular}.
     *
     * @return empty if it is none of ICD-10-CM's
     */
    public static Optional<String> recognise(PublishedFile file) {
        return InstalledFiles.recognise(file)
                .map(source -> source.edition().map(Edition::version).orElse("undated") + " "
                        + source.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /**
     * Reads one file on its own, as a check of it.
     *
     * @return how many entries it has: codes, main terms, rows; 0 if it is none of ICD-10-CM's
     * @throws BrokenInstallation if it is cut off, damaged or of another year than its name says
     */
    public static int check(PublishedFile file) {
        Optional<SourceFile> source = InstalledFiles.recognise(file);
        if (source.isEmpty()) {
            return 0;
        }
        Edition edition = source.get()
                .edition()
                .or(() -> statedEdition(source.get()))
                .orElseThrow(() -> new BrokenInstallation(
                        file.name(), "has no year in its name", "Give the file the name its publisher gave it"));
        return ReleaseImport.check(source.get(), edition.year());
    }

    /**
     * Checks that files of one edition fit each other.
     *
     * @throws BrokenInstallation if one lacks much of what another has
     */
    public void checkTogether(List<PublishedFile> files) {
        byEdition(files).values().forEach(ReleaseImport::refuseDifferentLists);
        load(files);
    }

    private record Loaded(ReleaseContent content, CodeSet set) {}

    private Optional<Loaded> load(Edition edition, Map<Kind, SourceFile> files, Optional<Loaded> earlier) {
        Optional<ReleaseContent> before = earlier.map(Loaded::content);
        if (files.containsKey(Kind.TABULAR)) {
            ReleaseContent content = full(edition, files);
            if (before.isPresent()) {
                content = ReleaseImport.completed(content, files.keySet(), before.get());
            }
            return Optional.of(new Loaded(content, set(content, vocabulary(content))));
        }
        if (files.containsKey(Kind.ORDER) || files.containsKey(Kind.CODES)) {
            ReleaseContent content = ReleaseImport.codesOnly(edition, files, before);
            Supplier<List<Term>> terms =
                    earlier.isPresent() ? () -> carriedOver(earlier.get(), content) : vocabulary(content);
            return Optional.of(new Loaded(content, set(content, terms)));
        }
        progress.accept("no list of codes for " + edition + ": its other files are passed over");
        return Optional.empty();
    }

    private ReleaseContent full(Edition edition, Map<Kind, SourceFile> files) {
        Optional<ReleaseContent> stored = cache.flatMap(kept -> kept.read(edition, files.values(), progress));
        if (stored.isPresent()) {
            return stored.get();
        }
        progress.accept("reading ICD-10-CM " + edition);
        ReleaseContent content = ReleaseImport.full(edition, files, progress);
        cache.ifPresent(kept -> kept.write(content, files.values(), progress));
        return content;
    }

    private Supplier<List<Term>> vocabulary(ReleaseContent content) {
        return () -> {
            Vocabulary vocabulary = new Vocabulary(content.table(), notMentions());
            new IndexTerms(vocabulary, content.books().index().get())
                    .offerAll(content.books().index().get());
            TabularTerms tabular = new TabularTerms(vocabulary, content.table());
            tabular.offerTitles(row -> true);
            tabular.offerInclusions(content.tabular());
            NeoplasmTerms.offerAll(vocabulary, content.books().neoplasms().get().headings());
            offerLexicon(vocabulary);
            return vocabulary.terms();
        };
    }

    /** The earlier release's vocabulary without what its codes no longer cover, and the titles of the codes that are new. */
    private List<Term> carriedOver(Loaded earlier, ReleaseContent content) {
        Vocabulary vocabulary = new Vocabulary(content.table(), notMentions());
        for (Term term : earlier.set().terms()) {
            if (term.source() != Term.Source.LEXICON) {
                vocabulary.offer(term, 0);
            }
        }
        new TabularTerms(vocabulary, content.table())
                .offerTitles(
                        row -> !earlier.content().table().has(content.table().code(row)));
        offerLexicon(vocabulary);
        return vocabulary.terms();
    }

    private void offerLexicon(Vocabulary vocabulary) {
        lexicon.rows().forEach(row -> row.terms().forEach(term -> vocabulary.offer(term, 0)));
    }

    private static CodeSet set(ReleaseContent content, Supplier<List<Term>> terms) {
        Release release = new Release(
                CodeSystem.ICD_10_CM,
                content.edition().version(),
                content.edition().firstDay(),
                content.edition().lastDay(),
                Release.Origin.OFFICIAL);
        return new LoadedCodeSet(
                release, content.table(), content.tabular(), content.books(), content.poaExempt(), terms);
    }

    private Map<Edition, Map<Kind, SourceFile>> byEdition(List<PublishedFile> files) {
        Map<Edition, Map<Kind, SourceFile>> byEdition = new TreeMap<>();
        for (SourceFile file : InstalledFiles.among(files)) {
            Optional<Edition> edition = file.edition().or(() -> statedEdition(file));
            if (edition.isEmpty()) {
                progress.accept(file.name() + " passed over: its name has no year");
                continue;
            }
            SourceFile first = byEdition
                    .computeIfAbsent(edition.get(), none -> new EnumMap<>(Kind.class))
                    .putIfAbsent(file.kind(), file);
            if (first != null) {
                progress.accept(file.name() + " passed over: " + first.name() + " is used");
            }
        }
        return byEdition;
    }

    private static Optional<Edition> statedEdition(SourceFile file) {
        Optional<Integer> year =
                switch (file.kind()) {
                    case TABULAR -> Optional.of(TabularFile.read(file).year());
                    case INDEX, NEOPLASM, EXTERNAL_CAUSES, DRUGS ->
                        Optional.of(IndexFile.alphabeticIndex(file).year());
                    case ORDER, CODES, POA_EXEMPT -> Optional.empty();
                };
        boolean april = Edition.saysApril(file.file().lowerName(), file.file().lowerPathName());
        return year.map(stated -> new Edition(stated, april));
    }

    private static Set<String> notMentions() {
        String name = "not-mentions.txt";
        try (InputStream bytes = Icd10cmReleases.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new BrokenInstallation(name, "is absent", "Replace the jar");
            }
            Set<String> words = new HashSet<>();
            new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> words.add(line.strip()));
            return words;
        } catch (IOException e) {
            throw new BrokenInstallation(name, "cannot be read", "Replace the jar", e);
        }
    }
}
