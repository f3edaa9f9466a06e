package org.chartproof.bundles.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chartproof.bundles.evaluation.LabelledCase.Gold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static Measured measured() {
        List<CodedCase> cases =
                List.of(Answered.codes("I10", "J18.9").against(List.of(Gold.code("I10")), List.of(), List.of()));
        SetFigures figures = CodeFigures.of(EvaluationSet.CMC, cases, 0.95);
        return new Measured("test", List.of(figures), Map.of(EvaluationSet.CMC, cases), Map.of());
    }

    @Test
    void thePageAsksForNothingAndHasItsPlotsInside() throws IOException {
        new Report(measured(), Map.of(), true).write(folder);
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<svg", "prefers-color-scheme: dark", "[[word]]")
                .doesNotContain("http://", "https://", "<script", "src=", "url(");
    }

    @Test
    void aPublishedReportHoldsNoTextOfANote() throws IOException {
        new Report(measured(), Map.of(), false).write(folder);
        for (String file : List.of("report.html", "report.md", "figures.json")) {
            assertThat(Files.readString(folder.resolve(file))).as(file).doesNotContain("[[word]]");
        }
    }

    @Test
    void theChangeIsAgainstTheFiguresBefore() throws IOException {
        new Report(measured(), Map.of("cmc", Map.of("precision", 0.25)), false).write(folder);
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("| precision | 0.500 | [0.500-0.500] | +0.250 |");
        assertThat(FiguresFile.read(folder.resolve("figures.json")).get("cmc")).containsEntry("precision", 0.5);
    }
}
