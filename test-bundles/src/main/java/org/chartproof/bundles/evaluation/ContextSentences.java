package org.chartproof.bundles.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.section.Section;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.Sectioniser;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;

/** NegEx/ConText: sentences with a condition in capitals; what is said of it. */
final class ContextSentences {

    private static final Map<String, Predicate<Assertion>> CLASSES = new TreeMap<>(Map.of(
            // The gold takes what has resolved for absent.
            "negated", assertion -> assertion instanceof Assertion.Negated || assertion instanceof Assertion.Resolved,
            "historical", assertion -> assertion instanceof Assertion.Historical,
            "hypothetical", assertion -> assertion instanceof Assertion.Hypothetical,
            "otherPerson",
                    assertion -> assertion instanceof Assertion.Family || assertion instanceof Assertion.OtherPerson));

    private final Assertions assertions = new Assertions();
    private final Sectioniser sectioniser = new Sectioniser();
    private final Map<String, Score> scores = new TreeMap<>();

    /** Asks for each sentence: precision, recall and F1 of each class. */
    static SetFigures evaluate(List<Path> files, ErrorFile errors) throws IOException {
        ContextSentences evaluation = new ContextSentences();
        int sentences = 0;
        for (Path file : files) {
            for (JsonNode row : LabelledSets.rows(file)) {
                for (String error : evaluation.add(row)) {
                    errors.add(
                            EvaluationSet.NEGEX,
                            row.path("line").asText(),
                            error,
                            row.path("sentence").asText());
                }
                sentences++;
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        evaluation.scores.forEach((name, score) -> {
            values.put(name + "Count", (double) score.gold());
            values.put(name + "Precision", score.precision());
            values.put(name + "Recall", score.recall());
            values.put(name + "F1", score.f1());
        });
        return SetFigures.withoutCodes(EvaluationSet.NEGEX, sentences, values);
    }

    /** What was said wrongly of the row. */
    private List<String> add(JsonNode row) {
        List<String> wrong = new ArrayList<>();
        List<Assertion> answer =
                ask(row.path("sentence").asText(), row.path("concept").asText());
        for (Map.Entry<String, Predicate<Assertion>> one : CLASSES.entrySet()) {
            boolean gold = gold(row, one.getKey());
            boolean answered = answer.stream().anyMatch(one.getValue());
            Score score = new Score(gold && answered ? 1 : 0, answered ? 1 : 0, gold ? 1 : 0);
            scores.merge(one.getKey(), score, Score::plus);
            if (gold != answered) {
                wrong.add((gold ? "not found to be " : "wrongly found to be ") + one.getKey());
            }
        }
        return wrong;
    }

    private static boolean gold(JsonNode row, String name) {
        return switch (name) {
            case "negated" -> row.path("negation").asText().equals("Negated");
            case "historical" -> row.path("temporality").asText().equals("Historical");
            case "hypothetical" ->
                row.path("temporality").asText().toLowerCase(Locale.ROOT).equals("not particular");
            default -> !row.path("experiencer").asText().equals("Patient");
        };
    }

    private List<Assertion> ask(String text, String concept) {
        int begin = Math.max(0, text.indexOf(concept.toUpperCase(Locale.ROOT)));
        int end = begin + concept.length();
        Section section = sectionAt(text, begin);
        List<Token> tokens = Tokenizer.tokens(text).stream()
                .filter(token -> token.begin() >= section.begin() && token.end() <= section.end())
                .toList();
        int first = 0;
        int last = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).begin() <= begin) {
                first = i;
            }
            if (tokens.get(i).end() <= end) {
                last = i;
            }
        }
        return assertions.all(new Sentence(section, tokens), first, Math.max(first, last), false);
    }

    /** Some of the sentences carry the header of their section. */
    private Section sectionAt(String text, int at) {
        return sectioniser.sections(text).stream()
                .filter(section -> section.begin() <= at && at < section.end())
                .findFirst()
                .orElseGet(() -> new Section(SectionKind.OTHER, 0, text.length()));
    }
}
