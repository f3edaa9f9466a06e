package org.chartproof.bundles.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.bundles.evaluation.LabelledCase.Forbidden;
import org.chartproof.bundles.evaluation.LabelledCase.Gold;
import org.chartproof.bundles.evaluation.LabelledCase.Span;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.Evidence;

/**
 * A code that was missed or that is wrong.
 *
 * @param missed a label without an answer; else an answer without a label
 * @param code the label's or the answer's
 * @param type the likely cause
 * @param detail more of the cause: the other code, the reason of a drop, the guideline; no words of a note
 * @param place the words of the note around it; empty where nothing tells where
 */
record CodingError(boolean missed, String code, ErrorType type, String detail, String place) {

    /** What stands behind it, to count by: for a dropped candidate the reason of the drop. */
    String cause() {
        return type == ErrorType.DROPPED
                ? "dropped as " + detail.replaceFirst("^\\S+ ", "").replaceFirst(":.*", "")
                : type.label();
    }

    /** What is wrong with a case; nothing if it is right. */
    static List<CodingError> of(CodedCase one) {
        List<CodingError> errors = new ArrayList<>();
        one.missed().forEach(gold -> errors.add(missed(one, gold)));
        one.wrong().forEach(answer -> errors.add(wrong(one, answer)));
        return errors;
    }

    private static CodingError missed(CodedCase one, Gold gold) {
        String place = NotePlace.of(one.labelled(), gold);
        Optional<CodedDiagnosis> near = one.wrong().stream()
                .filter(answer -> gold.acceptsCategory(CodedCase.plain(answer)))
                .findFirst();
        if (near.isPresent()) {
            return new CodingError(
                    true,
                    gold.name(),
                    ErrorType.WRONG_SPECIFICITY,
                    "answered " + near.get().code(),
                    place);
        }
        Optional<DroppedCandidate> dropped = one.coded().dropped().stream()
                .filter(candidate -> gold.accepts(Codes.plain(candidate.code())))
                .findFirst()
                .or(() -> one.coded().dropped().stream()
                        .filter(candidate -> gold.acceptsCategory(Codes.plain(candidate.code())))
                        .findFirst());
        if (dropped.isPresent()) {
            DroppedCandidate candidate = dropped.get();
            return new CodingError(
                    true,
                    gold.name(),
                    ErrorType.DROPPED,
                    candidate.code() + " " + candidate.reason().label() + ": " + candidate.detail(),
                    place.isEmpty() ? NotePlace.of(one.labelled(), candidate.evidence()) : place);
        }
        Optional<CodedDiagnosis> other = one.coded().diagnoses().stream()
                .filter(answer -> standsAt(one.labelled(), gold, answer.evidence()))
                .findFirst();
        if (other.isPresent()) {
            return new CodingError(
                    true,
                    gold.name(),
                    ErrorType.WRONG_CATEGORY,
                    "answered " + other.get().code(),
                    place);
        }
        return new CodingError(true, gold.name(), ErrorType.MISSED_MENTION, "", place);
    }

    private static CodingError wrong(CodedCase one, CodedDiagnosis answer) {
        String code = CodedCase.plain(answer);
        String place = NotePlace.of(one.labelled(), answer.evidence());
        String sure = String.format(Locale.ROOT, "confidence %.2f", answer.confidence());
        Optional<Forbidden> forbidden = one.labelled().absent().stream()
                .filter(absent -> code.startsWith(absent.prefix()))
                .findFirst();
        if (forbidden.isPresent()) {
            return new CodingError(
                    false, code, ErrorType.FORBIDDEN, forbidden.get().why() + "; " + sure, place);
        }
        Optional<Gold> near = one.labelled().gold().stream()
                .filter(gold -> gold.acceptsCategory(code))
                .findFirst();
        if (near.isPresent()) {
            String missing = one.missed().contains(near.get()) ? "" : ", which was answered too";
            return new CodingError(
                    false,
                    code,
                    ErrorType.WRONG_SPECIFICITY,
                    "label " + near.get().name() + missing + "; " + sure,
                    place);
        }
        Optional<Gold> there = one.missed().stream()
                .filter(gold -> standsAt(one.labelled(), gold, answer.evidence()))
                .findFirst();
        return there.map(gold -> new CodingError(
                        false, code, ErrorType.WRONG_CATEGORY, "label " + gold.name() + "; " + sure, place))
                .orElseGet(() -> new CodingError(false, code, ErrorType.NOT_IN_THE_LABELS, sure, place));
    }

    /** Whether evidence overlaps the words of a label. */
    private static boolean standsAt(LabelledCase labelled, Gold gold, List<Evidence> evidence) {
        List<NotePlace.Found> places = NotePlace.find(labelled, gold);
        return evidence.stream().anyMatch(words -> places.stream()
                .anyMatch(place -> place.note().id().equals(words.noteId())
                        && new Span(place.begin(), place.end()).overlaps(words.begin(), words.end())));
    }
}
