package org.chartproof.coding.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFilesTest {

    @ParameterizedTest
    @CsvSource({
        "cues.tsv, 3",
        "headers.tsv, 2",
        "headers-without-colon.tsv, 1",
        "tobacco.tsv, 2",
        "chronic.tsv, 1",
        "guidelines.tsv, 5",
        "integral.tsv, 4",
        "with.tsv, 5",
        "yields.tsv, 4",
        "order.tsv, 3",
        "requires.tsv, 3",
        "additions.tsv, 5",
        "conflicts.tsv, 6",
        "axes.tsv, 4",
        "less-specific.tsv, 4",
        "paired-parts.tsv, 1",
        "word-forms.tsv, 3",
        "allergens.tsv, 2",
        "drug-cues.tsv, 2",
        "drug-events.tsv, 2",
        "drug-induced.tsv, 3",
        "mechanisms.tsv, 2",
        "places.tsv, 2",
        "activities.tsv, 2",
        "crashes.tsv, 3",
        "crash-words.tsv, 2",
        "tests.tsv, 1"
    })
    void everyTableIsWellFormedAndSaysNothingTwice(String file, int columns) {
        List<List<String>> rows =
                DataFile.read(file, columns).stream().map(DataFile.Row::columns).toList();
        assertThat(rows).isNotEmpty().doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> assertThat(row).noneMatch(String::isBlank));
    }

    @ParameterizedTest
    @CsvSource({
        "cues.tsv, 3",
        "tests.tsv, 1",
        "headers.tsv, 2",
        "paired-parts.tsv, 1",
        "allergens.tsv, 2",
        "drug-cues.tsv, 2"
    })
    void longTablesAreSorted(String file, int columns) {
        assertThat(DataFile.read(file, columns).stream().map(row -> row.column(0)))
                .isSorted();
    }

    @Test
    void aBrokenRowNamesItsFileAndLine() {
        assertThatThrownBy(() -> DataFile.read("cues.tsv", 7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cues.tsv line ");
        DataFile.Row row = new DataFile.Row("cues.tsv", 12, List.of("no", "negate", "forward"));
        assertThatThrownBy(() -> row.value(1, Direction.class)).hasMessageContaining("cues.tsv line 12");
    }

    private enum Direction {
        FORWARD
    }
}
