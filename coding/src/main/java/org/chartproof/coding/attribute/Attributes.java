package org.chartproof.coding.attribute;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a note says about the axes of a mention's code. */
public final class Attributes {

    private static final int SHORTEST_TELLING_WORD = 4;
    private static final int MOST_WORDS_COUNTED = 3;

    private final Optional<Side> nearSide;
    private final Map<String, Side> sideOfPart;
    private final Phase phase;
    private final Optional<Trimester> trimester;
    private final Optional<Side> hand;
    private final boolean beganInHospital;
    private final Words words;

    /**
     * @param nearSide the side named in the mention or close to it
     * @param sideOfPart the side of each part of the body that the note names with one side only, by the part's normal form
     * @param phase of treatment
     * @param trimester of pregnancy
     * @param hand that is the better one; both for who is ambidextrous
     * @param beganInHospital whether the sentence says that it arose during the stay
     * @param words the words of the mention's sentence
     */
    Attributes(
            Optional<Side> nearSide,
            Map<String, Side> sideOfPart,
            Phase phase,
            Optional<Trimester> trimester,
            Optional<Side> hand,
            boolean beganInHospital,
            Words words) {
        this.nearSide = nearSide;
        this.sideOfPart = sideOfPart;
        this.phase = phase;
        this.trimester = trimester;
        this.hand = hand;
        this.beganInHospital = beganInHospital;
        this.words = words;
    }

    /** The side named in the mention or close to it. */
    public Optional<Side> nearSide() {
        return nearSide;
    }

    /** The phase of treatment. */
    public Phase phase() {
        return phase;
    }

    /** The trimester of pregnancy. */
    public Optional<Trimester> trimester() {
        return trimester;
    }

    /** The better hand, which decides whether a paralysis is of the dominant side; both for who is ambidextrous. */
    public Optional<Side> hand() {
        return hand;
    }

    /** Whether the sentence says that it arose during the stay. */
    public boolean beganInHospital() {
        return beganInHospital;
    }

    /** Whether the mention's sentence has a word, in normal form. */
    public boolean says(String form) {
        return words.has(form);
    }

    /**
     * The side of the condition that a title stands for: the one close to the mention, else the one that the note gives to the same
     * part of the body elsewhere.
     *
     * @param title its words in normal form, in order
     */
    public Optional<Side> side(List<String> title) {
        if (nearSide.isPresent() || sideOfPart.isEmpty()) {
            return nearSide;
        }
        for (String form : title) {
            Side side = sideOfPart.get(form);
            if (side != null) {
                return Optional.of(side);
            }
        }
        return Optional.empty();
    }

    /**
     * How many words of a title stand in the mention's sentence; at most three count.
     *
     * @param title its words in normal form, in order
     */
    public int wordsIn(List<String> title) {
        int count = 0;
        for (String form : title) {
            count += form.length() >= SHORTEST_TELLING_WORD && words.has(form) ? 1 : 0;
        }
        return Math.min(count, MOST_WORDS_COUNTED);
    }
}
