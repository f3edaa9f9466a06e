package org.chartproof.bundles.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.bundles.evaluation.LabelledCase.Gold;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.CodedEncounter;
import org.chartproof.coding.Coder;
import org.chartproof.coding.Coding;
import org.chartproof.coding.Evidence;

/** A labelled encounter and what the engine made of it, compared. */
final class CodedCase {

    private final LabelledCase labelled;
    private final CodedEncounter coded;
    private final List<Gold> found = new ArrayList<>();
    private final List<Gold> missed = new ArrayList<>();
    private final List<CodedDiagnosis> right = new ArrayList<>();
    private final List<CodedDiagnosis> wrong = new ArrayList<>();

    CodedCase(LabelledCase labelled, CodedEncounter coded) {
        this.labelled = labelled;
        this.coded = coded;
        Set<CodedDiagnosis> used = new HashSet<>();
        for (Gold gold : labelled.gold()) {
            List<CodedDiagnosis> matching = coded.diagnoses().stream()
                    .filter(diagnosis -> gold.accepts(plain(diagnosis)))
                    .toList();
            (matching.isEmpty() ? missed : found).add(gold);
            used.addAll(matching);
        }
        for (CodedDiagnosis diagnosis : coded.diagnoses()) {
            if (used.contains(diagnosis)) {
                right.add(diagnosis);
            } else if (!labelled.optional().contains(plain(diagnosis))) {
                wrong.add(diagnosis);
            }
        }
    }

    /** Has the engine code it. */
    static CodedCase of(Coder coder, LabelledCase labelled) {
        Coding coding = coder.code(labelled.facts(), labelled.notes());
        if (coding instanceof Coding.Coded coded) {
            return new CodedCase(labelled, coded.encounter());
        }
        throw new IllegalStateException(labelled.id() + ": " + ((Coding.NotCodable) coding).reason());
    }

    static String plain(CodedDiagnosis diagnosis) {
        return Codes.plain(diagnosis.code().value());
    }

    LabelledCase labelled() {
        return labelled;
    }

    CodedEncounter coded() {
        return coded;
    }

    List<Gold> found() {
        return found;
    }

    List<Gold> missed() {
        return missed;
    }

    /** Answers that the labels ask for. */
    List<CodedDiagnosis> right() {
        return right;
    }

    /** Answers that they neither ask for nor permit. */
    List<CodedDiagnosis> wrong() {
        return wrong;
    }

    /** A gold label counts once, however many answers it accepts. */
    Score score() {
        return new Score(
                found.size(), found.size() + wrong.size(), labelled.gold().size());
    }

    /** As {@link #score()}, of three-character categories. */
    Score categoryScore() {
        Set<String> answered = coded.diagnoses().stream()
                .map(CodedCase::plain)
                .filter(code -> !labelled.optional().contains(code))
                .map(Codes::category)
                .collect(Collectors.toSet());
        Set<String> gold = labelled.gold().stream()
                .flatMap(one -> one.accepted().stream().limit(1))
                .map(Codes::category)
                .collect(Collectors.toSet());
        int both = (int) answered.stream().filter(gold::contains).count();
        return new Score(both, answered.size(), gold.size());
    }

    /** Nothing missed, nothing wrong. */
    boolean isExactSet() {
        return missed.isEmpty() && wrong.isEmpty();
    }

    /** Answers in whose category there is a gold code: of these, how many are exact is the specificity rate. */
    int answersOfRightCategory() {
        return right.size()
                + (int) wrong.stream()
                        .filter(one -> labelled.gold().stream().anyMatch(gold -> gold.acceptsCategory(plain(one))))
                        .count();
    }

    /** Whether the first-listed or principal diagnosis is that of the labels. */
    boolean isFirstRight() {
        return !labelled.gold().isEmpty()
                && !coded.diagnoses().isEmpty()
                && labelled.gold().get(0).accepts(plain(coded.diagnoses().get(0)));
    }

    /** The codes as they were answered, in claim order. */
    String order() {
        return coded.diagnoses().stream()
                .map(diagnosis -> diagnosis.code().value())
                .collect(Collectors.joining(" "));
    }

    /** The label that an answer satisfies. */
    Optional<Gold> labelOf(CodedDiagnosis diagnosis) {
        return labelled.gold().stream()
                .filter(gold -> gold.accepts(plain(diagnosis)))
                .findFirst();
    }

    /** Right codes whose label has a POA indicator, and how many of them have that one. */
    Score presence() {
        int asked = 0;
        int equal = 0;
        for (CodedDiagnosis answer : right) {
            Optional<PresentOnAdmission> presence = labelOf(answer).flatMap(Gold::presence);
            asked += presence.isPresent() ? 1 : 0;
            equal += presence.isPresent() && presence.get() == answer.presentOnAdmission() ? 1 : 0;
        }
        return new Score(equal, asked, asked);
    }

    /** Right codes with another POA indicator than their label's. */
    List<String> presenceErrors() {
        List<String> errors = new ArrayList<>();
        for (CodedDiagnosis answer : right) {
            labelOf(answer)
                    .flatMap(Gold::presence)
                    .filter(label -> label != answer.presentOnAdmission())
                    .ifPresent(label ->
                            errors.add(answer.code() + " is " + answer.presentOnAdmission() + ", label " + label));
        }
        return errors;
    }

    /** Codes of which a span does not quote its note to the letter; none, if all is well. */
    int codesWithoutVerbatimWords() {
        return (int) coded.diagnoses().stream()
                .filter(answer -> !answer.evidence().stream().allMatch(this::quotes))
                .count();
    }

    private boolean quotes(Evidence words) {
        return labelled.notes().stream()
                .anyMatch(note -> note.id().equals(words.noteId())
                        && words.end() <= note.text().text().length()
                        && note.text().words(words.begin(), words.end()).equals(words.words()));
    }

    /** How many of the absences were kept. */
    int absencesKept() {
        return (int) labelled.absent().stream()
                .filter(absent ->
                        coded.diagnoses().stream().noneMatch(one -> plain(one).startsWith(absent.prefix())))
                .count();
    }
}
