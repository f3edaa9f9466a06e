package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.terminology.IndexEntry;

/** Follows a "see" of the Alphabetic Index to the one code that stands where it points. */
final class SeeResolver {

    private static final int MOST_HOPS = 3;

    private final Map<String, List<IndexEntry>> byTitle = new HashMap<>();

    /** Subterms by wording, for the entries that some "see" points below. */
    private final Map<IndexEntry, Map<String, IndexEntry>> subterms = new IdentityHashMap<>();

    SeeResolver(List<IndexEntry> mainTerms) {
        for (IndexEntry main : mainTerms) {
            for (String variant : TitleWords.variants(main.title())) {
                byTitle.computeIfAbsent(variant, none -> new ArrayList<>()).add(main);
            }
            // "Diabetes, diabetic" is also pointed at in full.
            byTitle.computeIfAbsent(TitleWords.plain(main.title()), none -> new ArrayList<>())
                    .add(main);
        }
    }

    /** The code at the place that the words name, e.g. {@code Pain, abdominal}; empty if there is none or more than one. */
    Optional<String> codeOf(String see) {
        return codeOf(see, 0);
    }

    private Optional<String> codeOf(String see, int hops) {
        List<String> steps = new ArrayList<>();
        for (String step : see.split(",")) {
            String plain = TitleWords.plain(step);
            if (!plain.isEmpty()) {
                steps.add(plain);
            }
        }
        if (steps.isEmpty() || hops >= MOST_HOPS) {
            return Optional.empty();
        }
        Optional<String> code = Optional.empty();
        for (IndexEntry main : byTitle.getOrDefault(steps.get(0), List.of())) {
            Optional<String> found = walk(main, steps.subList(1, steps.size()), hops);
            if (found.isPresent() && code.isPresent() && !found.equals(code)) {
                return Optional.empty();
            }
            code = found.isPresent() ? found : code;
        }
        return code;
    }

    private Optional<String> walk(IndexEntry entry, List<String> steps, int hops) {
        if (steps.isEmpty()) {
            return entry.code().or(() -> entry.see().flatMap(next -> codeOf(next, hops + 1)));
        }
        Map<String, IndexEntry> subterms = subterms(entry);
        for (int taken = steps.size(); taken > 0; taken--) {
            IndexEntry below = subterms.get(String.join(" ", steps.subList(0, taken)));
            if (below != null) {
                return walk(below, steps.subList(taken, steps.size()), hops);
            }
        }
        return Optional.empty();
    }

    private Map<String, IndexEntry> subterms(IndexEntry entry) {
        return subterms.computeIfAbsent(entry, above -> {
            Map<String, IndexEntry> below = new HashMap<>();
            for (IndexEntry subterm : above.subterms()) {
                below.putIfAbsent(TitleWords.plain(subterm.title()).replace(",", ""), subterm);
                TitleWords.variants(subterm.title()).forEach(variant -> below.putIfAbsent(variant, subterm));
            }
            return below;
        });
    }
}
