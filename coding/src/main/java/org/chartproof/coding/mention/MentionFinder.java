package org.chartproof.coding.mention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chartproof.coding.mention.Mention.Span;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.NoteWords;
import org.chartproof.terminology.CodeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the terms of a code set in sentences, as a coder reads: the words of a term in any order, small words, sides and
 * nonessential modifiers between them ("fracture of the left distal radius"), one head for several things ("ankle and foot
 * fractures"). What takes more of the note's words counts.
 */
public final class MentionFinder {

    /** So many matches are weighed in a sentence; none that was written by a person has more. */
    private static final int MOST_MATCHES = 2000;

    private final TermIndex index;

    /** Prepares all terms of a code set: seconds for the full ICD-10-CM, once. */
    public MentionFinder(CodeSet codeSet) {
        this.index = new TermIndex(codeSet);
    }

    /**
     * The mentions of a sentence, in order.
     *
     * @param noteWords the words of the whole note in normal form, for terms that mean several things
     */
    public List<Mention> find(Sentence sentence, NoteWords noteWords) {
        SentenceWords words = new SentenceWords(sentence, index, noteWords);
        List<Match> matches = new ArrayList<>();
        Descent descent = new Descent(index, words, noteWords, matches);
        List<Mention> mentions = new ArrayList<>();
        for (int begin = 0; begin < words.size(); ) {
            int end = words.nextBreak(begin);
            for (int at = begin; at < end; at++) {
                if (matches.size() >= MOST_MATCHES) {
                    settle(words, matches, mentions);
                }
                descent.at(at, begin, end);
            }
            settle(words, matches, mentions);
            begin = end + 1;
        }
        return mentions;
    }

    /** Takes from some matches those that count. */
    private static void settle(SentenceWords words, List<Match> matches, List<Mention> mentions) {
        if (matches.isEmpty()) {
            return;
        }
        matches.sort(Match::bestFirst);
        List<Match> supported = new ArrayList<>();
        for (Match match : matches) {
            if (!match.besides() || isBesideOthers(words, match, matches)) {
                supported.add(match);
            }
        }
        @Nullable Match[] owner = new Match[words.size()];
        List<Match> selected = new ArrayList<>();
        for (Match match : supported) {
            if (mayBeSelected(words, match, owner)) {
                selected.add(match);
                for (int position : match.positions()) {
                    if (owner[position] == null) {
                        owner[position] = match;
                    }
                }
            }
        }
        selected.sort(Comparator.comparingInt(Match::first).thenComparingInt(Match::last));
        selected.forEach(match -> mentions.add(mention(words, match, owner)));
        matches.clear();
    }

    /** Whether all words between that are no modifiers are taken by matches that share this one's head. */
    private static boolean isBesideOthers(SentenceWords words, Match match, List<Match> matches) {
        for (int at = match.first() + 1; at < match.last(); at++) {
            if (words.wordClass(at) == WordClass.OTHER && !match.takes(at)) {
                int word = at;
                boolean taken = matches.stream()
                        .anyMatch(other -> !other.besides() && other.takes(word) && sharesHead(words, match, other));
                if (!taken) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean sharesHead(SentenceWords words, Match one, Match other) {
        for (int position : one.positions()) {
            if (words.wordClass(position) == WordClass.HEAD && other.takes(position)) {
                return true;
            }
        }
        return false;
    }

    /** Free words, or a head that another has too with words of its own that are joined to the free ones by "and". */
    private static boolean mayBeSelected(SentenceWords words, Match match, @Nullable Match[] owner) {
        int free = 0;
        boolean sharesHead = false;
        @Nullable Match other = null;
        for (int position : match.positions()) {
            if (owner[position] == null) {
                free++;
            } else {
                sharesHead |= words.wordClass(position) == WordClass.HEAD;
                other = owner[position];
            }
        }
        return free > 0 && (other == null || sharesHead && joined(words, match, other, owner));
    }

    /** Whether a word that joins parts what a match has for itself from what another has for itself. */
    private static boolean joined(SentenceWords words, Match match, Match other, @Nullable Match[] owner) {
        for (int own : match.positions()) {
            if (owner[own] != null) {
                continue;
            }
            boolean joined = false;
            for (int its : other.positions()) {
                if (!match.takes(its) && joinsBetween(words, Math.min(own, its), Math.max(own, its))) {
                    joined = true;
                }
            }
            if (!joined) {
                return false;
            }
        }
        return true;
    }

    private static boolean joinsBetween(SentenceWords words, int begin, int end) {
        for (int at = begin + 1; at < end; at++) {
            WordClass between = words.wordClass(at);
            if (between == WordClass.JOINS || between == WordClass.COMMA) {
                return true;
            }
        }
        return false;
    }

    private static Mention mention(SentenceWords words, Match match, @Nullable Match[] owner) {
        List<Span> spans = new ArrayList<>(1);
        int begin = match.first();
        for (int at = match.first() + 1; at <= match.last(); at++) {
            boolean ofAnother = owner[at] != null && !match.takes(at);
            if (ofAnother && begin >= 0) {
                spans.add(span(words, match, begin, at - 1));
                begin = -1;
            } else if (begin < 0 && match.takes(at)) {
                begin = at;
            }
        }
        spans.add(span(words, match, begin, match.last()));
        return new Mention(spans, match.first(), match.last(), match.entry().term());
    }

    /** From a word of the match to the last of its words at or before a token. */
    private static Span span(SentenceWords words, Match match, int begin, int last) {
        int end = last;
        while (!match.takes(end)) {
            end--;
        }
        return new Span(words.token(begin).begin(), words.token(end).end());
    }
}
