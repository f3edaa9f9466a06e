package org.chartproof.terminology.icd10cm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.Once;
import org.chartproof.terminology.Term;
import org.chartproof.terminology.lexicon.LexiconSource;

/** Makes the vocabulary of a release: all wordings of its books and of the lexicon, each with the code that it leads to. */
final class ReleaseWords {

    private final LexiconSource lexicon;
    private final Consumer<String> progress;

    /** Checksum of the program and the lexicon; empty if it cannot be told which build of the program this is. */
    private final Supplier<Optional<byte[]>> maker;

    /**
     * @param lexicon our own terms, added to those of the books
     * @param progress told in a sentence what takes time
     */
    ReleaseWords(LexiconSource lexicon, Consumer<String> progress) {
        this.lexicon = lexicon;
        this.progress = progress;
        this.maker = Once.of(() -> maker(lexicon));
    }

    /** The vocabulary of a release with books of its own. */
    List<Term> of(ReleaseContent content) {
        Vocabulary vocabulary = new Vocabulary(content.table(), notMentions());
        new IndexTerms(vocabulary, content.books().index().get())
                .offerAll(content.books().index().get());
        TabularTerms tabular = new TabularTerms(vocabulary, content.table());
        tabular.offerTitles(row -> true);
        tabular.offerInclusions(content.tabular());
        NeoplasmTerms.offerAll(vocabulary, content.books().neoplasms().get().headings());
        offerLexicon(vocabulary);
        return vocabulary.terms();
    }

    /** An earlier release's vocabulary without what its codes no longer cover, and the titles of the codes that are new. */
    List<Term> carriedOver(List<Term> earlier, CodeTable earlierTable, ReleaseContent content) {
        Vocabulary vocabulary = new Vocabulary(content.table(), notMentions());
        for (Term term : earlier) {
            if (term.source() != Term.Source.LEXICON) {
                vocabulary.offer(term, 0);
            }
        }
        new TabularTerms(vocabulary, content.table())
                .offerTitles(row -> !earlierTable.has(content.table().code(row)));
        offerLexicon(vocabulary);
        return vocabulary.terms();
    }

    /**
     * What this build of the program made of the same files before, or what it makes now.
     *
     * @param sources checksum of all files that the release was made of
     * @param fresh makes it
     */
    List<Term> stored(
            Optional<ReleaseCache> cache, ReleaseContent content, byte[] sources, Supplier<List<Term>> fresh) {
        Optional<byte[]> made = cache.isPresent() ? maker.get() : Optional.empty();
        if (cache.isEmpty() || made.isEmpty()) {
            return fresh.get();
        }
        MessageDigest digest = ReleaseCache.sha256();
        digest.update(sources);
        digest.update(made.get());
        byte[] identity = digest.digest();
        return cache.get().readTerms(content, identity, progress).orElseGet(() -> {
            List<Term> terms = fresh.get();
            cache.get().writeTerms(content, terms, identity, progress);
            return terms;
        });
    }

    private static Optional<byte[]> maker(LexiconSource lexicon) {
        MessageDigest digest = ReleaseCache.sha256();
        if (!ProgramFingerprint.addProgram(digest)) {
            return Optional.empty();
        }
        digest.update(lexicon.mark().getBytes(StandardCharsets.UTF_8));
        return Optional.of(digest.digest());
    }

    private void offerLexicon(Vocabulary vocabulary) {
        lexicon.get().rows().forEach(row -> row.terms().forEach(term -> vocabulary.offer(term, 0)));
    }

    private static Set<String> notMentions() {
        String name = "not-mentions.txt";
        try (InputStream bytes = ReleaseWords.class.getResourceAsStream(name)) {
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
