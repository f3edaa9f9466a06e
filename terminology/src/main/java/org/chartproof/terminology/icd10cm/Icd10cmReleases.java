package org.chartproof.terminology.icd10cm;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.chartproof.terminology.lexicon.LexiconSource;

/** Loads every release of ICD-10-CM whose published files are in a folder. */
public final class Icd10cmReleases {

    private final ReleaseWords words;
    private final Optional<ReleaseCache> cache;
    private final Consumer<String> progress;

    /**
     * @param lexicon our own terms, added to each release's vocabulary
     * @param cacheFolder where built releases are kept between starts; empty: nowhere
     * @param progress told in a sentence what takes time
     */
    public Icd10cmReleases(LexiconSource lexicon, Optional<Path> cacheFolder, Consumer<String> progress) {
        this.words = new ReleaseWords(lexicon, progress);
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

    /** @param identity checksum of all files that it was made of, those of earlier releases included */
    private record Loaded(ReleaseContent content, CodeSet set, byte[] identity) {}

    private Optional<Loaded> load(Edition edition, Map<Kind, SourceFile> files, Optional<Loaded> earlier) {
        if (!files.containsKey(Kind.TABULAR) && !files.containsKey(Kind.ORDER) && !files.containsKey(Kind.CODES)) {
            progress.accept("no list of codes for " + edition + ": its other files are passed over");
            return Optional.empty();
        }
        byte[] own = cache.isPresent() ? ReleaseCache.identity(files.values()) : new byte[0];
        Optional<ReleaseContent> before = earlier.map(Loaded::content);
        Supplier<List<Term>> terms;
        ReleaseContent content;
        if (files.containsKey(Kind.TABULAR)) {
            ReleaseContent read = full(edition, files, own);
            content = before.isPresent() ? ReleaseImport.completed(read, files.keySet(), before.get()) : read;
            terms = () -> words.of(content);
        } else {
            content = ReleaseImport.codesOnly(edition, files, before);
            terms = earlier.isPresent()
                    ? () -> words.carriedOver(
                            earlier.get().set().terms(), earlier.get().content().table(), content)
                    : () -> words.of(content);
        }
        byte[] identity = joined(earlier.map(Loaded::identity).orElse(new byte[0]), own);
        return Optional.of(
                new Loaded(content, set(content, () -> words.stored(cache, content, identity, terms)), identity));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        MessageDigest digest = ReleaseCache.sha256();
        digest.update(one);
        digest.update(other);
        return digest.digest();
    }

    private ReleaseContent full(Edition edition, Map<Kind, SourceFile> files, byte[] identity) {
        Optional<ReleaseContent> stored = cache.flatMap(kept -> kept.read(edition, identity, progress));
        if (stored.isPresent()) {
            return stored.get();
        }
        progress.accept("reading ICD-10-CM " + edition);
        ReleaseContent content = ReleaseImport.full(edition, files, progress);
        cache.ifPresent(kept -> kept.write(content, identity, progress));
        return content;
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
}
