package org.chartproof.bundles.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.chartproof.bundles.golden.GoldenCases;
import org.chartproof.coding.Coder;

/** Measures the engine on every set that is there. */
public final class Evaluation {

    private final Coder coder;
    private final Choice choice;
    private final PrintStream out;

    /**
     * What is measured.
     *
     * @param data folder with the labelled sets, under the names that their README gives; empty: the golden cases alone
     * @param sets which ones
     * @param errors file for what was missed or wrong, with the text of the notes around it
     */
    public record Choice(Optional<Path> data, Set<EvaluationSet> sets, Optional<Path> errors) {}

    /** @param out for the figures; progress goes to standard error */
    public Evaluation(Coder coder, Choice choice, PrintStream out) {
        this.coder = coder;
        this.choice = choice;
        this.out = out;
    }

    /** Prints a line for each set; answers how many there were. */
    public int run() throws IOException {
        try (Writer errors = choice.errors().isPresent()
                ? Files.newBufferedWriter(choice.errors().get())
                : Writer.nullWriter()) {
            int measured = 0;
            for (EvaluationSet set : EvaluationSet.values()) {
                if (choice.sets().contains(set) && measure(set, new ErrorFile(errors))) {
                    measured++;
                }
            }
            return measured;
        }
    }

    private boolean measure(EvaluationSet set, ErrorFile errors) throws IOException {
        List<Path> files = choice.data().isPresent() ? set.in(choice.data().get()) : List.of();
        if (files.isEmpty() && set != EvaluationSet.GOLDEN) {
            if (choice.data().isPresent()) {
                out.println(set.title() + ": no " + set.files() + " in the folder, left out");
            }
            return false;
        }
        switch (set) {
            case GOLDEN, CODIESP, CMC, ACI -> coded(set, cases(set, files), errors);
            case NEGEX -> {
                for (Path file : files) {
                    out.println(set.title() + ": " + ContextSentences.evaluate(file));
                }
            }
            case MTS -> {
                return false; // as soon as there is a classifier of sections
            }
        }
        return true;
    }

    private static List<LabelledCase> cases(EvaluationSet set, List<Path> files) throws IOException {
        if (set == EvaluationSet.GOLDEN) {
            return LabelledSets.golden(GoldenCases.load());
        }
        List<LabelledCase> cases = new ArrayList<>();
        for (Path file : files) {
            cases.addAll(
                    switch (set) {
                        case CODIESP -> LabelledSets.codiEsp(file);
                        case CMC -> LabelledSets.radiologyChallenge(file);
                        default -> LabelledSets.listedProblems(file);
                    });
        }
        return cases;
    }

    private void coded(EvaluationSet set, List<LabelledCase> cases, ErrorFile errors) throws IOException {
        List<CodedCase> coded = new ArrayList<>();
        try (ProgressBar progress = new ProgressBarBuilder()
                .setTaskName(set.key())
                .setInitialMax(cases.size())
                .build()) {
            for (LabelledCase one : cases) {
                CodedCase result = CodedCase.of(coder, one);
                coded.add(result);
                errors.add(set, result);
                progress.step();
            }
        }
        out.println(set.title() + " (" + cases.size() + "): " + Figures.line(set, coded));
    }
}
