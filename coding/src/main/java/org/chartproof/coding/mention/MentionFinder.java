package org.chartproof.coding.mention;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Token.Kind;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Term;

/** Finds the terms of a code set in sentences: the longest at each place, small words passed over on both sides. */
public final class MentionFinder {

    /** Words that carry no meaning within a term: "fracture of the left radius" is "fracture left radius". */
    private static final Set<String> SMALL =
            Set.of("of", "the", "a", "an", "in", "her", "his", "their", "to", "at", "on", "by", "and", "s", "for");

    private static final int SHORT_ABBREVIATION = 3;
    private static final int LONGEST_ABBREVIATION = 4;
    private static final int LONGEST_TERM = 9;

    private final PhraseTrie trie = new PhraseTrie();
    private final List<List<Term>> terms = new ArrayList<>();

    /** Prepares all terms of a code set: seconds for the full ICD-10-CM, once. */
    public MentionFinder(CodeSet codeSet) {
        for (Term term : codeSet.terms()) {
            List<String> words = words(term.words());
            if (words.size() == 1 && parts(term.words()) > 1) {
                // "Hers' disease" without its small words would be any "disease", "a-fib" any "FIB": they stay, or the
                // term goes.
                words = words.get(0).length() <= SHORT_ABBREVIATION ? allWords(term.words()) : List.of();
            }
            if (!words.isEmpty() && words.size() <= LONGEST_TERM) {
                add(words, term);
            }
        }
    }

    private static List<String> words(String phrase) {
        return allWords(phrase).stream().filter(word -> !SMALL.contains(word)).toList();
    }

    private static List<String> allWords(String phrase) {
        return Tokenizer.tokens(phrase).stream()
                .filter(Token::isWord)
                .map(Token::form)
                .toList();
    }

    /** How many words a phrase has, a possessive s not counted. */
    private static long parts(String phrase) {
        return allWords(phrase).stream().filter(word -> !word.equals("s")).count();
    }

    private void add(List<String> words, Term term) {
        int node = trie.add(words);
        if (trie.value(node) == PhraseTrie.NONE) {
            trie.setValue(node, terms.size());
            terms.add(new ArrayList<>(1));
        }
        terms.get(trie.value(node)).add(term);
    }

    /**
     * The mentions of a sentence, in order, none within another.
     *
     * @param noteWords the words of the whole note in normal form, for terms that mean several things
     */
    public List<Mention> find(Sentence sentence, Set<String> noteWords) {
        List<Mention> mentions = new ArrayList<>();
        List<Token> tokens = sentence.tokens();
        int at = 0;
        while (at < tokens.size()) {
            Optional<Mention> longest = longestAt(tokens, at, noteWords);
            if (longest.isPresent()) {
                mentions.add(longest.get());
                at = longest.get().lastToken() + 1;
            } else {
                at++;
            }
        }
        return mentions;
    }

    private Optional<Mention> longestAt(List<Token> tokens, int start, Set<String> noteWords) {
        Token first = tokens.get(start);
        if (!first.isWord() || trie.next(PhraseTrie.ROOT, first.form()) == PhraseTrie.NONE) {
            return Optional.empty();
        }
        Optional<Mention> longest = Optional.empty();
        int node = PhraseTrie.ROOT;
        for (int i = start; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.MARK && !token.form().equals(",")) {
                break;
            }
            // A comma parts a list as often as a title's words; a term that goes on behind it decides.
            if (!token.isWord()) {
                continue;
            }
            int next = trie.next(node, token.form());
            if (next == PhraseTrie.NONE) {
                // "Osteoarthritis of the left knee" is "osteoarthritis knee"; the side is an attribute.
                if (SMALL.contains(token.form()) || Side.ofWord(token.form()).isPresent()) {
                    continue;
                }
                break;
            }
            node = next;
            int value = trie.value(node);
            if (value != PhraseTrie.NONE) {
                int last = i;
                Optional<Term> term = fitting(terms.get(value), tokens, start, last, noteWords);
                if (term.isPresent()) {
                    longest = Optional.of(new Mention(first.begin(), token.end(), start, last, term.get()));
                }
            }
        }
        return longest;
    }

    private static Optional<Term> fitting(
            List<Term> terms, List<Token> tokens, int first, int last, Set<String> noteWords) {
        Token token = tokens.get(first);
        // "MS" and "RA" are diagnoses; "ms" and "ra" are something else.
        boolean shortWord = first == last && token.end() - token.begin() <= SHORT_ABBREVIATION;
        if (shortWord && !token.capitals() && !pronounceable(token.form())) {
            return Optional.empty();
        }
        boolean smallLetters =
                first == last && token.end() - token.begin() <= LONGEST_ABBREVIATION && !token.capitals();
        return terms.stream()
                // What means several things is meant as an abbreviation only in capitals.
                .filter(term -> !smallLetters || term.requires().equals(Term.Context.NONE))
                .filter(term -> holds(term.requires(), noteWords))
                .findFirst();
    }

    /** "flu" and "gas" are words; "htn" is an abbreviation that people type in lower case too, and means one thing. */
    private static boolean pronounceable(String form) {
        return form.length() >= SHORT_ABBREVIATION;
    }

    private static boolean holds(Term.Context context, Set<String> noteWords) {
        boolean any = context.any().isEmpty() || context.any().stream().anyMatch(word -> contains(noteWords, word));
        return any && context.none().stream().noneMatch(word -> contains(noteWords, word));
    }

    private static boolean contains(Set<String> noteWords, String word) {
        return words(word.toLowerCase(Locale.ROOT)).stream().allMatch(noteWords::contains);
    }
}
