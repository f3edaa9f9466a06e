package org.chartproof.coding.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chartproof.coding.token.NextWords;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.coding.token.WordFilter;

/**
 * Phrases and what they mean, as a trie of words in normal form. Built once, then read by any number of threads; a word that begins
 * no phrase costs one look-up.
 *
 * @param <V> what a phrase means
 */
final class Phrases<V> {

    private final Set<String> passedOver;
    private final Node<V> root = new Node<>();
    private final WordFilter firstWords = new WordFilter();

    private static final class Node<V> {
        private final NextWords<Node<V>> next = new NextWords<>();
        private Optional<V> value = Optional.empty();
    }

    /**
     * A phrase in a sentence.
     *
     * @param first its first token
     * @param last its last, inclusive
     */
    record Match<V>(int first, int last, V value) {}

    /** Phrases whose words follow each other, but for hyphens and slashes. */
    Phrases() {
        this(Set.of());
    }

    /** @param passedOver words in normal form that may stand between a phrase's words, and count in none; numbers then may too */
    Phrases(Set<String> passedOver) {
        this.passedOver = passedOver;
    }

    /**
     * Adds a phrase.
     *
     * @return the meaning that it had before, which stays
     */
    Optional<V> add(String phrase, V value) {
        return add(
                Tokenizer.tokens(phrase).stream()
                        .filter(Token::isWord)
                        .map(Token::form)
                        .filter(form -> !passedOver.contains(form))
                        .toList(),
                value);
    }

    private Optional<V> add(List<String> words, V value) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a phrase needs a word that counts");
        }
        firstWords.add(words.get(0));
        Node<V> node = root;
        for (String word : words) {
            node = node.next.add(word, Node::new);
        }
        Optional<V> before = node.value;
        if (before.isEmpty()) {
            node.value = Optional.of(value);
        }
        return before;
    }

    /**
     * The longest phrase that begins at a token.
     *
     * @param allowed which meanings count
     */
    Optional<Match<V>> longestAt(List<Token> tokens, int at, Predicate<V> allowed) {
        String first = tokens.get(at).form();
        if (!firstWords.mayHave(first)) {
            return Optional.empty();
        }
        Node<V> node = root.next.get(first);
        Optional<Match<V>> longest = Optional.empty();
        for (int i = at; node != null; ) {
            if (node.value.isPresent() && allowed.test(node.value.get())) {
                longest = Optional.of(new Match<>(at, i, node.value.get()));
            }
            i++;
            while (i < tokens.size() && passes(tokens, i, node)) {
                i++;
            }
            node = i < tokens.size() ? node.next.get(tokens.get(i).form()) : null;
        }
        return longest;
    }

    private boolean passes(List<Token> tokens, int at, Node<V> node) {
        Token token = tokens.get(at);
        if (token.kind() == Token.Kind.JOINER) {
            return true;
        }
        if (passedOver.isEmpty()) {
            return false;
        }
        boolean small = passedOver.contains(token.form()) || isMeasure(tokens, at);
        return small && node.next.get(token.form()) == null;
    }

    /** A number, or the feet that it counts. */
    private static boolean isMeasure(List<Token> tokens, int at) {
        String form = tokens.get(at).form();
        boolean feet = form.equals("feet") || form.equals("foot");
        return Character.isDigit(form.charAt(0))
                || feet && at > 0 && Character.isDigit(tokens.get(at - 1).form().charAt(0));
    }
}
