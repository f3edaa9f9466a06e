package org.chartproof.coding.copied;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.Note;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.copied.CopiedPassages.Original;

/**
 * What copying makes of candidates. A mention that was copied forward with its section and its assertion was said once: its first
 * occurrence keeps the evidence. One that was copied into another section (the problem list of an admission into the discharge
 * diagnoses) is the author's again, unless the note's own words say otherwise: then the copy proves nothing.
 */
public final class CopyForward {

    private CopyForward() {}

    /**
     * What remains.
     *
     * @param candidates in the order that they came in
     * @param dropped copies that the note's own words contradict
     */
    public record Kept(List<Candidate> candidates, List<DroppedCandidate> dropped) {}

    /** A code, and where a mention of it begins. */
    private record Place(String noteId, int begin, String code) {}

    /** A code that a note speaks of. */
    private record Said(String noteId, String code) {}

    /**
     * Looks through the candidates of an encounter.
     *
     * @param notes in order of writing
     * @param candidates of all of them, in that order
     */
    public static Kept keep(List<Note> notes, List<Candidate> candidates) {
        if (notes.size() < 2) {
            return new Kept(candidates, List.of());
        }
        CopiedPassages passages = CopiedPassages.in(notes);
        return passages.isEmpty() ? new Kept(candidates, List.of()) : keep(passages, candidates);
    }

    private static Kept keep(CopiedPassages passages, List<Candidate> candidates) {
        Set<Said> denied = deniedInOwnWords(passages, candidates);
        Map<Place, Integer> places = new HashMap<>();
        Map<Integer, Integer> copies = new HashMap<>();
        Map<Integer, Candidate> kept = new LinkedHashMap<>();
        List<DroppedCandidate> dropped = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            String code = candidate.code().value();
            String noteId = candidate.evidence().noteId();
            Optional<Original> original = passages.original(candidate.evidence());
            Optional<Integer> first = original.flatMap(
                    where -> Optional.ofNullable(places.get(new Place(where.noteId(), where.begin(), code))));
            if (first.isPresent() && repeats(candidate, candidates.get(first.get()))) {
                copies.merge(first.get(), 1, Integer::sum);
            } else if (original.isPresent() && !isDenied(candidate) && denied.contains(new Said(noteId, code))) {
                dropped.add(contradicted(candidate, original.get()));
            } else {
                kept.put(
                        i,
                        original.map(where -> told(candidate, from(where.noteId())))
                                .orElse(candidate));
                places.putIfAbsent(new Place(noteId, candidate.evidence().begin(), code), i);
            }
        }
        copies.forEach((first, count) -> kept.computeIfPresent(
                first,
                (key, one) -> told(one, from(one.evidence().noteId()) + " into " + count + " later mention(s)")));
        return new Kept(List.copyOf(kept.values()), dropped);
    }

    private static Set<Said> deniedInOwnWords(CopiedPassages passages, List<Candidate> candidates) {
        Set<Said> denied = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (isDenied(candidate) && passages.original(candidate.evidence()).isEmpty()) {
                denied.add(
                        new Said(candidate.evidence().noteId(), candidate.code().value()));
            }
        }
        return denied;
    }

    private static boolean isDenied(Candidate candidate) {
        return candidate.assertion() instanceof Assertion.Negated
                || candidate.assertion() instanceof Assertion.Resolved;
    }

    /**
     * The same said in the same kind of place. What is uncertain counts again in each note: whether it still is at discharge
     * decides (II.H).
     */
    private static boolean repeats(Candidate copy, Candidate first) {
        return copy.section() == first.section()
                && copy.assertion().getClass() == first.assertion().getClass()
                && copy.missingAxis().equals(first.missingAxis())
                && !(copy.assertion() instanceof Assertion.Uncertain);
    }

    private static String from(String noteId) {
        return "copied forward from note " + noteId;
    }

    private static Candidate told(Candidate candidate, String detail) {
        List<Trace.Step> steps = new ArrayList<>(candidate.steps());
        steps.add(new Trace.Step(Trace.Kind.SECTION, detail));
        return candidate.with(steps);
    }

    private static DroppedCandidate contradicted(Candidate candidate, Original original) {
        return new DroppedCandidate(
                candidate.code().value(),
                candidate.code().display(),
                candidate.spans(),
                Reason.NEGATED,
                from(original.noteId()) + ", and the note's own words deny it");
    }
}
