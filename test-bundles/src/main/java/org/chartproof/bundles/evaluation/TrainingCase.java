package org.chartproof.bundles.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.Trace;

/**
 * The codes of a case as examples for the confidence model; optional ones are left out.
 *
 * @param id of the case
 * @param set that it belongs to
 */
record TrainingCase(String id, EvaluationSet set, List<Code> codes) {

    /** The features of a code, as its trace tells them, and whether it was right. */
    record Code(List<String> features, boolean isRight) {}

    static TrainingCase of(CodedCase one, EvaluationSet set) {
        List<Code> codes = new ArrayList<>();
        one.right().forEach(answer -> codes.add(new Code(features(answer), true)));
        one.wrong().forEach(answer -> codes.add(new Code(features(answer), false)));
        return new TrainingCase(one.labelled().id(), set, codes);
    }

    private static List<String> features(CodedDiagnosis answer) {
        return answer.trace().steps().stream()
                .filter(step -> step.kind() == Trace.Kind.CONFIDENCE)
                .map(Trace.Step::detail)
                .findFirst()
                .map(told -> List.of(told.split(", ")))
                .orElseThrow(() -> new IllegalStateException("the trace of a code tells nothing of its confidence"));
    }
}
