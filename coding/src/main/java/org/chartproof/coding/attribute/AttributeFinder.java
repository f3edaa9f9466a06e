package org.chartproof.coding.attribute;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.section.SectionKind.Weight;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;

/** Reads attributes in one note. */
public final class AttributeFinder {

    /** A side further away belongs to something else; in words. */
    private static final int NEAR = 6;

    /** How far a side stands from its part of the body: "right distal radius", "knee, on the right". */
    private static final int BESIDE = 3;

    private static final Set<String> WELL = Set.of(
            "fine",
            "normal",
            "nl",
            "ok",
            "okay",
            "unremarkable",
            "intact",
            "healthy",
            "well",
            "asymptomatic",
            "painless",
            "nontender",
            "negative",
            "neg",
            "wnl",
            "unaffected",
            "uninvolved");

    /** Parts of the body that come in pairs, and the words that tell when something began. */
    public static final class PairedParts {
        private final Onset.Words onset = new Onset.Words();
        private final Set<String> parts = DataFile.read("paired-parts.tsv", 1).stream()
                .map(row -> WordForm.of(row.column(0)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of these somebody has more than two. */
    private static final Set<String> SEVERAL = Set.of("finger", "eyelid", "limb");

    private final String text;
    private final Set<String> paired;
    private final Map<String, Side> sideOfPart;
    private final Optional<Trimester> trimester;
    private final Optional<Side> hand;
    private final boolean recovering;
    private final Onset onset;

    /**
     * @param text the whole note
     * @param sentences all its sentences
     * @param paired parts of the body that have a side
     */
    public AttributeFinder(String text, List<Sentence> sentences, PairedParts paired) {
        this.text = text;
        this.paired = paired.parts;
        this.sideOfPart = Map.copyOf(sides(sentences, paired.parts));
        this.trimester = Trimester.of(text);
        this.onset = new Onset(paired.onset, sentences);
        this.hand = Handedness.of(sentences);
        this.recovering = sentences.stream()
                .filter(sentence -> sentence.section().kind().weight() == Weight.REASON)
                .anyMatch(sentence -> Phase.of(sentence) == Phase.SUBSEQUENT);
    }

    /** What a sentence says of all its mentions. */
    private record OfSentence(Sentence sentence, Words words, Phase phase, Onset.OfSentence onset, boolean hasSide) {}

    /** The sentence asked about last: its mentions are asked about one after the other. */
    private Optional<OfSentence> lastAsked = Optional.empty();

    /** What is said about the tokens {@code first..last} of a sentence. */
    public Attributes of(Sentence sentence, int first, int last) {
        OfSentence said = ofSentence(sentence);
        return new Attributes(
                (said.hasSide() ? nearSide(sentence.tokens(), first, last) : Optional.<Side>empty())
                        .or(() -> bothByPlural(sentence.tokens(), first, last)),
                sideOfPart,
                said.phase(),
                trimester,
                hand,
                Onset.began(said.onset(), sentence, first, last),
                said.words());
    }

    @SuppressWarnings("ReferenceEquality") // the same sentence, and not one that reads alike
    private OfSentence ofSentence(Sentence sentence) {
        if (lastAsked.isPresent() && lastAsked.get().sentence() == sentence) {
            return lastAsked.get();
        }
        Words words = new Words(sentence);
        Phase phase = Phase.of(sentence);
        boolean hasSide = false;
        for (Token token : sentence.tokens()) {
            hasSide |= Side.ofWord(token.form()).isPresent();
        }
        OfSentence said = new OfSentence(
                sentence,
                words,
                phase == Phase.INITIAL && recovering ? Phase.SUBSEQUENT : phase,
                onset.of(sentence),
                hasSide);
        lastAsked = Optional.of(said);
        return said;
    }

    /** "Osteoarthritis hands": the plural of a part of which there are two is both. */
    private Optional<Side> bothByPlural(List<Token> tokens, int first, int last) {
        for (int i = first; i <= last; i++) {
            Token token = tokens.get(i);
            boolean two = paired.contains(token.form()) && !SEVERAL.contains(token.form());
            if (two && isPlural(token)) {
                return Optional.of(Side.BILATERAL);
            }
        }
        return Optional.empty();
    }

    /** The normal form of a word hides its number, its letters do not. */
    private boolean isPlural(Token token) {
        return !text.regionMatches(true, token.begin(), token.form(), 0, token.end() - token.begin());
    }

    /** The nearest side; "right and left" is both. */
    private static Optional<Side> nearSide(List<Token> tokens, int first, int last) {
        Optional<Side> nearest = Optional.empty();
        int distance = NEAR + 1;
        for (int i = Math.max(0, first - NEAR); i < Math.min(tokens.size(), last + NEAR + 1); i++) {
            Optional<Side> side = sideAt(tokens, i);
            int away = i < first ? first - i : Math.max(0, i - last);
            if (side.isPresent() && away < distance) {
                nearest = side;
                distance = away;
            }
        }
        return nearest;
    }

    /** The side that a token names, together with one that it is joined to by "and". */
    private static Optional<Side> sideAt(List<Token> tokens, int at) {
        Optional<Side> side = Side.ofWord(tokens.get(at).form());
        if (side.isEmpty() || isShorthand(tokens, at)) {
            return Optional.empty();
        }
        Side found = side.get();
        return Optional.of(joined(tokens, at, 1)
                .or(() -> joined(tokens, at, -1))
                .map(found::and)
                .orElse(found));
    }

    /** The first letter of "r/o" or "l/s" is no side; those of "R/L" are. */
    private static boolean isShorthand(List<Token> tokens, int at) {
        boolean letter = tokens.get(at).form().length() == 1;
        return letter
                && at + 2 < tokens.size()
                && tokens.get(at + 1).form().equals("/")
                && tokens.get(at + 2).begin() == tokens.get(at).end() + 1
                && Side.ofWord(tokens.get(at + 2).form()).isEmpty();
    }

    private static Optional<Side> joined(List<Token> tokens, int at, int step) {
        int other = at + 2 * step;
        boolean and = other >= 0
                && other < tokens.size()
                && tokens.get(at + step).form().equals("and");
        return and ? Side.ofWord(tokens.get(other).form()) : Optional.empty();
    }

    /** Each paired part that the note names with one and the same side. */
    private static Map<String, Side> sides(List<Sentence> sentences, Set<String> paired) {
        Map<String, Side> sides = new HashMap<>();
        Set<String> conflicting = new HashSet<>();
        for (Sentence sentence : sentences) {
            List<Token> tokens = sentence.tokens();
            for (int i = 0; i < tokens.size(); i++) {
                int at = i;
                Optional<Side> side = sideAt(tokens, i);
                if (side.isPresent()) {
                    partBeside(tokens, i, paired)
                            .filter(part -> !isWell(tokens, at))
                            .ifPresent(part -> {
                                Side before = sides.putIfAbsent(part, side.get());
                                if (before != null && before != side.get()) {
                                    conflicting.add(part);
                                }
                            });
                }
            }
        }
        conflicting.forEach(sides::remove);
        return sides;
    }

    /** "Left shoulder fine": the other side of what is wrong. */
    private static boolean isWell(List<Token> tokens, int side) {
        for (int i = side + 1; i < tokens.size() && i <= side + BESIDE; i++) {
            if (WELL.contains(tokens.get(i).form())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> partBeside(List<Token> tokens, int at, Set<String> paired) {
        for (int i = at + 1; i < tokens.size() && i <= at + BESIDE; i++) {
            if (paired.contains(tokens.get(i).form())) {
                return Optional.of(tokens.get(i).form());
            }
        }
        for (int i = at - 1; i >= 0 && i >= at - BESIDE; i--) {
            if (paired.contains(tokens.get(i).form())) {
                return Optional.of(tokens.get(i).form());
            }
        }
        return Optional.empty();
    }
}
