package org.chartproof.bundles.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.chartproof.bundles.golden.GoldenCases;
import org.chartproof.coding.Coder;
import org.chartproof.terminology.CodeSets;

/** Measures the engine on every set that is there. */
public final class Evaluation {

    private final Coder coder;
    private final CodeSets codeSets;
    private final Choice choice;
    private final PrintStream out;
    private final List<SetFigures> figures = new ArrayList<>();
    private final Map<EvaluationSet, List<CodedCase>> coded = new EnumMap<>(EvaluationSet.class);

    /**
     * What is measured, and where it is told.
     *
     * @param data folder with the labelled sets, under the names that their README gives; empty: the golden cases alone
     * @param sets which ones
     * @param autoThreshold least confidence of a code that nobody reviews, 0..1
     * @param errors file for what was missed or wrong, with the text of the notes around it
     * @param json file for the figures, for machines
     * @param report folder for the report
     * @param withText whether the report may hold text of the notes around an error
     * @param before figures of an earlier run that the report compares with
     */
    public record Choice(
            Optional<Path> data,
            Set<EvaluationSet> sets,
            double autoThreshold,
            Optional<Path> errors,
            Optional<Path> json,
            Optional<Path> report,
            boolean withText,
            Path before) {}

    /** @param out for the figures; progress goes to standard error */
    public Evaluation(Coder coder, CodeSets codeSets, Choice choice, PrintStream out) {
        this.coder = coder;
        this.codeSets = codeSets;
        this.choice = choice;
        this.out = out;
    }

    /** Measures, prints the figures of each set and writes what was asked for; answers how many sets there were. */
    public int run() throws IOException {
        Map<String, Map<String, Double>> before = FiguresFile.read(choice.before());
        try (Writer errors = choice.errors().isPresent()
                ? Files.newBufferedWriter(choice.errors().get())
                : Writer.nullWriter()) {
            for (EvaluationSet set : EvaluationSet.values()) {
                if (choice.sets().contains(set)) {
                    measure(set, new ErrorFile(errors));
                }
            }
        }
        boolean isComplete = choice.json().isPresent() || choice.report().isPresent();
        Map<String, Double> everyText = isComplete ? everyText() : Map.of();
        everyText.forEach((name, value) ->
                out.println("every text: " + FigureNames.told(name) + " " + FigureNames.value(name, value)));
        Measured measured = new Measured(coder.version(), figures, coded, everyText);
        if (choice.report().isPresent()) {
            new Report(measured, before, choice.withText())
                    .write(choice.report().get());
        }
        if (choice.json().isPresent()) {
            FiguresFile.write(choice.json().get(), measured);
        }
        return figures.size();
    }

    private List<Path> files(EvaluationSet set) throws IOException {
        return choice.data().isPresent() ? set.in(choice.data().get()) : List.of();
    }

    private void measure(EvaluationSet set, ErrorFile errors) throws IOException {
        List<Path> files = files(set);
        if (files.isEmpty() && !set.isOurs()) {
            if (choice.data().isPresent()) {
                out.println(set.title() + ": no " + set.files() + " in the folder, left out");
            }
            return;
        }
        switch (set) {
            case GOLDEN, EVERYDAY, UNSEEN, CODIESP, CMC, ACI -> add(coded(set, cases(set, files), errors));
            case NEGEX -> add(ContextSentences.evaluate(files, errors));
            case MTS -> add(SectionTexts.evaluate(files, errors));
        }
    }

    private void add(SetFigures measured) {
        figures.add(measured);
        StringBuilder line = new StringBuilder();
        measured.values().forEach((name, value) -> {
            if (!FigureNames.isBound(name)) {
                String interval = FigureNames.interval(measured.values(), name);
                line.append(line.isEmpty() ? "" : "; ")
                        .append(FigureNames.told(name))
                        .append(' ')
                        .append(FigureNames.value(name, value))
                        .append(interval.isEmpty() ? "" : " " + interval);
            }
        });
        out.println(measured.set().title() + " (" + measured.cases() + "): " + line);
    }

    static List<LabelledCase> cases(EvaluationSet set, List<Path> files) throws IOException {
        if (set.isOurs()) {
            return LabelledSets.golden(
                    switch (set) {
                        case EVERYDAY -> GoldenCases.everyday();
                        case UNSEEN -> GoldenCases.unseen();
                        default -> GoldenCases.load();
                    });
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

    private SetFigures coded(EvaluationSet set, List<LabelledCase> cases, ErrorFile errors) throws IOException {
        List<CodedCase> results = new ArrayList<>();
        try (ProgressBar progress = progress(set.key(), cases.size())) {
            for (LabelledCase one : cases) {
                CodedCase result = CodedCase.of(coder, one);
                results.add(result);
                errors.add(set, result);
                progress.step();
            }
        }
        coded.put(set, results);
        return CodeFigures.of(set, results, choice.autoThreshold());
    }

    private Map<String, Double> everyText() throws IOException {
        List<String> texts = new ArrayList<>();
        coded.values()
                .forEach(cases -> cases.forEach(one -> one.labelled()
                        .notes()
                        .forEach(note -> texts.add(note.text().text()))));
        for (Path file : files(EvaluationSet.NEGEX)) {
            for (JsonNode row : LabelledSets.rows(file)) {
                texts.add(row.path("sentence").asText());
            }
        }
        for (Path file : files(EvaluationSet.MTS)) {
            for (JsonNode row : LabelledSets.rows(file)) {
                texts.add(row.path("text").asText());
            }
        }
        EveryText check = new EveryText(coder, codeSets);
        try (ProgressBar progress = progress("every text", texts.size())) {
            for (String text : texts) {
                check.check(text);
                progress.step();
            }
        }
        return check.figures();
    }

    private static ProgressBar progress(String name, int steps) {
        return new ProgressBarBuilder().setTaskName(name).setInitialMax(steps).build();
    }
}
