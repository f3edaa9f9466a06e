package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.terminology.IndexEntry;
import org.chartproof.terminology.Term.Source;

/** Flattens the Alphabetic Index: each path that leads to a code becomes the wordings that a note would have for it. */
final class IndexTerms {

    /** Longer paths are instructions rather than wordings. */
    private static final int MOST_WORDS = 8;

    private static final int MOST_NONESSENTIAL = 12;
    private static final int MOST_WORDINGS_OF_PATH = 8;

    private final Vocabulary vocabulary;
    private final SeeResolver see;

    IndexTerms(Vocabulary vocabulary, List<IndexEntry> mainTerms) {
        this.vocabulary = vocabulary;
        this.see = new SeeResolver(mainTerms);
    }

    /** Offers the terms of the whole Index. */
    void offerAll(List<IndexEntry> mainTerms) {
        for (IndexEntry main : mainTerms) {
            visit(main, List.of(), List.of(List.of()));
        }
    }

    /**
     * @param titles the printed titles above
     * @param wordings the ways to say the path above, each as its elements
     */
    private void visit(IndexEntry entry, List<String> titles, List<List<String>> wordings) {
        if (TitleWords.isResidual(entry.title())) {
            return;
        }
        List<String> path = append(titles, entry.title());
        List<List<String>> here = new ArrayList<>();
        for (List<String> wording : wordings) {
            for (String variant : TitleWords.variants(entry.title())) {
                if (here.size() < MOST_WORDINGS_OF_PATH) {
                    here.add(append(wording, variant));
                }
            }
        }
        Optional<String> code = entry.code().or(() -> entry.see().flatMap(see::codeOf));
        if (code.isPresent()) {
            int distance = entry.code().isPresent() ? 0 : 10;
            for (List<String> wording : here) {
                offer(wording, code.get(), path, distance);
            }
            if (titles.size() <= 1 && !here.isEmpty()) {
                offerNonessential(entry, here.get(0), code.get(), path, distance);
            }
        }
        for (IndexEntry below : entry.subterms()) {
            visit(below, path, here);
        }
    }

    private void offer(List<String> wording, String code, List<String> path, int distance) {
        if (wording.size() > 1 && TitleWords.isOnlyConnector(wording.get(wording.size() - 1))) {
            return;
        }
        int further = distance + path.size();
        for (String words : SpokenOrder.of(wording)) {
            if (TitleWords.count(words) <= MOST_WORDS) {
                vocabulary.offer(words, code, Source.INDEX, path, further);
            }
            further++;
        }
    }

    /** A nonessential modifier does not change the code (Guidelines I.A.7): with one of them the wording still leads there. */
    private void offerNonessential(
            IndexEntry entry, List<String> wording, String code, List<String> path, int distance) {
        int taken = 0;
        for (String nonessential : entry.nonessential()) {
            String word = TitleWords.plain(nonessential);
            boolean usable = !word.isEmpty() && word.indexOf(' ') < 0 && Character.isLetter(word.charAt(0));
            if (usable && !TitleWords.isConnected(word) && taken < MOST_NONESSENTIAL) {
                offer(append(wording, word), code, path, distance + 20);
                taken++;
            }
        }
    }

    private static List<String> append(List<String> list, String element) {
        List<String> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(element);
        return List.copyOf(longer);
    }
}
