package org.chartproof.terminology.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chartproof.terminology.Medicine;
import org.chartproof.terminology.MedicineClass.Reported;
import org.chartproof.terminology.Medicines;
import org.junit.jupiter.api.Test;

class MedicineFilesTest {

    private static final String CLASS = "opioid\tT40.2X\tZ79.891\tsaid\tZ88.5\tpain";

    @Test
    void aBrandLeadsToItsDrugWithTheCodesOfItsClass() {
        Medicine eliquis = named("eliquis");
        assertThat(eliquis.name()).isEqualTo("apixaban");
        assertThat(eliquis.tableCode()).isEqualTo("T45.51");
        assertThat(eliquis.kind().longTermCode()).contains("Z79.01");
        assertThat(eliquis.kind().reported()).isEqualTo(Reported.LISTED);
    }

    @Test
    void aDrugMayStandElsewhereInTheTableThanItsClass() {
        assertThat(named("sotalol").tableCode()).isEqualTo("T44.7X");
        assertThat(named("amiodarone").tableCode()).isEqualTo("T46.2X");
    }

    @Test
    void thereAreDrugsOfAllMajorClasses() {
        assertThat(Medicines.own()).hasSizeGreaterThan(1000);
        assertThat(Medicines.own().stream().map(medicine -> medicine.kind().name()))
                .contains("insulin", "ssri", "penicillin", "opioid", "calcineurin-inhibitor", "bisphosphonate");
    }

    @Test
    void anAbbreviationOfSeveralMeaningsKeepsItsCondition() {
        assertThat(named("aspirin").names()).anySatisfy(name -> {
            assertThat(name.words()).isEqualTo("asa");
            assertThat(name.requires().none()).contains("anesthesia");
        });
    }

    @Test
    void aBrokenRowIsToldByFileAndLine() {
        assertThatThrownBy(() -> MedicineFiles.read(List.of("# classes", CLASS), List.of("codeine\t-\topiate\t-")))
                .hasMessageContaining("drugs.tsv")
                .hasMessageContaining("line 1")
                .hasMessageContaining("opiate");
        assertThatThrownBy(() -> MedicineFiles.read(List.of("# classes", CLASS.replace("said", "often")), List.of()))
                .hasMessageContaining("drug-classes.tsv")
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> MedicineFiles.read(List.of(CLASS.replace("T40.2X", "T402")), List.of()))
                .hasMessageContaining("Table of Drugs");
    }

    @Test
    void oneNameIsOneDrug() {
        assertThatThrownBy(() -> MedicineFiles.read(
                        List.of(CLASS), List.of("codeine\tTylenol 3\topioid\t-", "morphine\tTylenol 3\topioid\t-")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("tylenol 3");
    }

    private static Medicine named(String words) {
        return Medicines.own().stream()
                .filter(medicine ->
                        medicine.names().stream().anyMatch(name -> name.words().equals(words)))
                .findFirst()
                .orElseThrow();
    }
}
