package org.chartproof.coding.event;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.sentence.Sentence;

/**
 * Leukemias, lymphomas and myelomas in remission: they are still there, by a code of their own (I.C.2.n), where the note says so of the disease
 * and of no relapse.
 */
final class CancerRemission {

    /** How many sentences behind the one that names the disease still tell of it. */
    private static final int FOLLOWING = 1;

    private static final int SUBCATEGORY = "C83.3".length();

    private final Cues<CancerCue> cues;

    CancerRemission(Cues<CancerCue> cues) {
        this.cues = cues;
    }

    void read(List<Reading> readings, Encounter encounter) {
        for (Candidate candidate : encounter.affirmed()) {
            String code = candidate.code().value();
            if (code.compareTo("C81") >= 0 && code.compareTo("C96") < 0 && inRemission(readings, candidate)) {
                remission(code)
                        .filter(encounter::exists)
                        .ifPresent(found -> encounter.replace(candidate, found, "in remission"));
            }
        }
    }

    /** C83.3A for C83.30 and its sites, C90.01 for C90.00. */
    private static Optional<String> remission(String code) {
        if (code.length() <= SUBCATEGORY) {
            return Optional.empty();
        }
        String stem = code.substring(0, SUBCATEGORY);
        boolean lymphoma = code.compareTo("C86") < 0;
        if (lymphoma) {
            return Optional.of(stem + "A");
        }
        return code.endsWith("0") ? Optional.of(stem + "1") : Optional.empty();
    }

    private boolean inRemission(List<Reading> readings, Candidate candidate) {
        for (Reading reading : readings) {
            if (!reading.note().id().equals(candidate.evidence().noteId())) {
                continue;
            }
            List<Sentence> sentences = reading.sentences();
            OptionalInt at = reading.sentenceOf(candidate);
            if (at.isPresent()) {
                int end = Math.min(sentences.size(), at.getAsInt() + 1 + FOLLOWING);
                return saysRemission(sentences.subList(at.getAsInt(), end));
            }
        }
        return false;
    }

    private boolean saysRemission(List<Sentence> told) {
        boolean remission = false;
        for (Sentence sentence : told) {
            Said<CancerCue> said = cues.in(sentence);
            if (said.says(CancerCue.RELAPSE)) {
                return false;
            }
            remission |= said.says(CancerCue.REMISSION)
                    && sentence.section().equals(told.get(0).section());
        }
        return remission;
    }
}
