package org.chartproof.coding.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;

/**
 * The site of a cellulitis or abscess that its own words leave open, from the part of the body that its sentence names for something else: "bite wounds of the right
 * hand with cellulitis" (Guidelines I.B.2). The table is {@code skin-sites.tsv}.
 */
final class SkinSites {

    /** How far before a part of the body its side stands. */
    private static final int BESIDE = 3;

    private record Site(String right, String left, String open) {}

    /** By the code that is open and the word of the part. */
    private final Map<String, Map<String, Site>> sites = new HashMap<>();

    SkinSites() {
        for (DataFile.Row row : DataFile.read("skin-sites.tsv", 5)) {
            Site site = new Site(row.column(2), row.column(3), row.column(4));
            for (String word : row.list(1)) {
                sites.computeIfAbsent(row.column(0), none -> new HashMap<>()).put(WordForm.of(word), site);
            }
        }
    }

    void read(List<Reading> readings, Encounter encounter) {
        if (encounter.facts().mode() != CodingMode.CLAIM) {
            return;
        }
        for (Candidate candidate : encounter.affirmed()) {
            Map<String, Site> bySite = sites.get(candidate.code().value());
            if (bySite != null) {
                Places.sentenceOf(readings, candidate)
                        .flatMap(sentence -> code(sentence, bySite))
                        .filter(encounter::exists)
                        .ifPresent(code -> encounter.replace(candidate, code, "at the site that its sentence names"));
            }
        }
    }

    /** The one site of a sentence; none where it names several. */
    private static Optional<String> code(Sentence sentence, Map<String, Site> bySite) {
        Optional<String> found = Optional.empty();
        List<Token> tokens = sentence.tokens();
        for (int at = 0; at < tokens.size(); at++) {
            Site site = bySite.get(tokens.get(at).form());
            if (site == null) {
                continue;
            }
            String code = code(tokens, at, site);
            if (found.isPresent() && !found.get().equals(code)) {
                return Optional.empty();
            }
            found = Optional.of(code);
        }
        return found;
    }

    private static String code(List<Token> tokens, int part, Site site) {
        for (int i = part - 1; i >= 0 && i >= part - BESIDE; i--) {
            Optional<Side> side = Side.ofWord(tokens.get(i).form());
            if (side.isPresent() && side.get() != Side.BILATERAL) {
                return side.get() == Side.RIGHT ? site.right() : site.left();
            }
        }
        return site.open();
    }
}
