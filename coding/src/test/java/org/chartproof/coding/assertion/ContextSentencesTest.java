package org.chartproof.coding.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.coding.section.Section;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.Sectioniser;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.junit.jupiter.api.Test;

/**
 * The NegEx/ConText sentences of the development set, where it is: figures must not fall below what was reached. The set is read
 * without a JSON library: its rows are flat.
 */
class ContextSentencesTest {

    private static final Assertions ASSERTIONS = new Assertions();
    private static final Sectioniser SECTIONISER = new Sectioniser();

    private record Row(String sentence, String concept, String negation, String temporality) {}

    @Test
    void negationHistoryAndConditionsAreFoundAsWellAsBefore() throws IOException {
        Path file = shared().resolve("eval/dev/negex_context.jsonl");
        assumeTrue(Files.exists(file), "the NegEx/ConText development set is not here: " + file);
        List<Row> rows =
                Files.readAllLines(file).stream().map(ContextSentencesTest::row).toList();
        assertThat(rows).hasSizeGreaterThan(1000);
        // Gold takes what has resolved for absent.
        Predicate<Assertion> absent = said -> said instanceof Assertion.Negated || said instanceof Assertion.Resolved;
        assertThat(f1(rows, row -> row.negation.equals("Negated"), absent))
                .as("negated")
                .isGreaterThan(0.97);
        assertThat(f1(rows, row -> row.temporality.equals("Historical"), Assertion.Historical.class::isInstance))
                .as("historical")
                .isGreaterThan(0.80);
        assertThat(f1(
                        rows,
                        row -> row.temporality.toLowerCase(Locale.ROOT).equals("not particular"),
                        Assertion.Hypothetical.class::isInstance))
                .as("hypothetical")
                .isGreaterThan(0.94);
    }

    private static double f1(List<Row> rows, Predicate<Row> gold, Predicate<Assertion> said) {
        int both = 0;
        int either = 0;
        for (Row row : rows) {
            boolean right = gold.test(row);
            boolean answered = ask(row).stream().anyMatch(said);
            both += right && answered ? 1 : 0;
            either += (right ? 1 : 0) + (answered ? 1 : 0);
        }
        return 2.0 * both / either;
    }

    private static List<Assertion> ask(Row row) {
        String text = row.sentence;
        int begin = Math.max(0, text.indexOf(row.concept.toUpperCase(Locale.ROOT)));
        int end = begin + row.concept.length();
        Section section = SECTIONISER.sections(text).stream()
                .filter(one -> one.begin() <= begin && begin < one.end())
                .findFirst()
                .orElseGet(() -> new Section(SectionKind.OTHER, 0, text.length()));
        List<Token> tokens = Tokenizer.tokens(text).stream()
                .filter(token -> token.begin() >= section.begin() && token.end() <= section.end())
                .toList();
        int first = 0;
        int last = 0;
        for (int i = 0; i < tokens.size(); i++) {
            first = tokens.get(i).begin() <= begin ? i : first;
            last = tokens.get(i).end() <= end ? i : last;
        }
        return ASSERTIONS.all(new Sentence(section, tokens), first, Math.max(first, last), false);
    }

    private static Row row(String json) {
        return new Row(
                value(json, "sentence"), value(json, "concept"), value(json, "negation"), value(json, "temporality"));
    }

    private static String value(String json, String key) {
        Matcher matcher =
                Pattern.compile("\"" + key + "\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
        return matcher.find()
                ? matcher.group(1).replace("\\\"", "\"").replace("\\t", " ").replace("\\\\", "\\")
                : "";
    }

    private static Path shared() {
        return Path.of(Optional.ofNullable(System.getProperty("chartproof.shared"))
                .or(() -> Optional.ofNullable(System.getenv("CHARTPROOF_SHARED")))
                .orElse("../../shared"));
    }
}
