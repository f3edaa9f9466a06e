package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.sentence.Sentence;

/**
 * The depth of a chronic ulcer of the skin, told apart from its name: "probes to bone", "fat visible at base" (L97, L98.4: the last
 * character; Guidelines I.B.14 lets other clinicians than the provider tell it). The deepest that the notes tell counts.
 */
final class UlcerDepth {

    private static final String FILE = "ulcer-depth.tsv";

    private final Phrases<Integer> phrases = new Phrases<>();

    UlcerDepth() {
        for (DataFile.Row row : DataFile.read(FILE, 2)) {
            phrases.add(row.column(0), Integer.parseInt(row.column(1)));
        }
    }

    void read(List<Reading> readings, Encounter encounter) {
        List<Candidate> ulcers =
                encounter.affirmed().stream().filter(UlcerDepth::isOpen).toList();
        if (ulcers.isEmpty()) {
            return;
        }
        Optional<Integer> depth = readings.stream()
                .flatMap(reading -> reading.sentences().stream())
                .flatMap(sentence -> depths(sentence).stream())
                .max(Comparator.comparingInt(UlcerDepth::severity));
        if (depth.isPresent()) {
            for (Candidate ulcer : ulcers) {
                String code = ulcer.code().value();
                encounter.replace(ulcer, code.substring(0, code.length() - 1) + depth.get(), "depth as told");
            }
        }
    }

    /** Bone before muscle before fat before skin; of each necrosis first. */
    private static int severity(int depth) {
        return switch (depth) {
            case 4 -> 6;
            case 6 -> 5;
            case 3 -> 4;
            case 5 -> 3;
            default -> depth;
        };
    }

    private static boolean isOpen(Candidate candidate) {
        String code = candidate.code().value();
        boolean ulcer = code.startsWith("L97") || code.startsWith("L98.4");
        return ulcer && code.endsWith("9") && candidate.assertion() instanceof Assertion.Affirmed;
    }

    private List<Integer> depths(Sentence sentence) {
        List<Integer> depths = new ArrayList<>(1);
        for (int at = 0; at < sentence.tokens().size(); at++) {
            boolean denied = at > 0 && sentence.tokens().get(at - 1).form().equals("no");
            if (!denied) {
                phrases.longestAt(sentence.tokens(), at, any -> true).ifPresent(match -> depths.add(match.value()));
            }
        }
        return depths;
    }
}
