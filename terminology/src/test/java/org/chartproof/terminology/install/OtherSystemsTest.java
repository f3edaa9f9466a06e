package org.chartproof.terminology.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartproof.terminology.CodeRange;
import org.chartproof.terminology.file.PublishedFile;
import org.chartproof.terminology.file.PublishedFiles;
import org.chartproof.terminology.hcc.RiskModel;
import org.chartproof.terminology.hcc.RiskModels;
import org.chartproof.terminology.hcpcs.HcpcsCodeSet;
import org.chartproof.terminology.hcpcs.HcpcsReleases;
import org.chartproof.terminology.history.CodeChange;
import org.chartproof.terminology.history.CodeHistory;
import org.chartproof.terminology.icd10pcs.Icd10pcsReleases;
import org.chartproof.terminology.icd10pcs.ProcedureCode;
import org.chartproof.terminology.icd10pcs.ProcedureCodeSet;
import org.chartproof.terminology.icd10pcs.ProcedureTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The publishers' files of the systems beside ICD-10-CM, where they lie beside the project. */
class OtherSystemsTest {

    private List<PublishedFile> files = List.of();

    @BeforeEach
    void find() {
        String stated = Optional.ofNullable(System.getProperty("chartproof.shared"))
                .or(() -> Optional.ofNullable(System.getenv("CHARTPROOF_SHARED")))
                .orElse("../../shared");
        Path folder = Path.of(stated).toAbsolutePath().normalize().resolve("terminology");
        assumeTrue(Files.isDirectory(folder), "no official files at " + folder);
        files = PublishedFiles.in(folder, line -> {});
    }

    @Test
    void proceduresAreThoseOfTheOrderFileAndTheTablesSayWhatMayStandTogether() {
        List<ProcedureCodeSet> sets = Icd10pcsReleases.load(files, line -> {});
        assertThat(sets).hasSize(1);
        ProcedureCodeSet set = sets.get(0);
        assertThat(set.version()).isEqualTo("2026");
        assertThat(set.size()).isEqualTo(79_115);
        assertThat(set.isValid("0dtj4zz")).isTrue();
        assertThat(set.isValid("0DT")).isFalse();
        assertThat(set.find("0DT")).map(ProcedureCode::billable).contains(false);
        ProcedureTables tables = set.tables().orElseThrow();
        assertThat(tables.size()).isEqualTo(905);
        assertThat(tables.isLegal("0DTJ4ZZ")).isTrue();
        assertThat(tables.meaning("0DTJ4ZZ"))
                .extracting(ProcedureTables.Value::label)
                .containsExactly(
                        "Medical and Surgical",
                        "Gastrointestinal System",
                        "Resection",
                        "Appendix",
                        "Percutaneous Endoscopic",
                        "No Device",
                        "No Qualifier");
        // Each character is in the table, but not in one row.
        assertThat(tables.isLegal("0016Z70")).isFalse();
        long legal = set.codes().values().stream()
                .filter(code -> code.billable() && tables.isLegal(code.code()))
                .count();
        assertThat(legal).isGreaterThan(78_000);
        assertThat(set.index()).hasSize(3_079);
    }

    @Test
    void suppliesHaveDatesOfTheirOwn() {
        List<HcpcsCodeSet> releases = HcpcsReleases.load(files, line -> {});
        HcpcsCodeSet set = HcpcsReleases.on(releases, LocalDate.of(2024, 8, 1)).orElseThrow();
        assertThat(set.version()).isEqualTo("2024-07");
        assertThat(set.codes()).hasSize(7_918);
        assertThat(set.isValid("j0135", LocalDate.of(2024, 8, 1))).isTrue();
        assertThat(set.isValid("J0135", LocalDate.of(2004, 8, 1))).isFalse();
        assertThat(set.isValid("A4397", LocalDate.of(2024, 8, 1))).isFalse();
        assertThat(HcpcsReleases.on(releases, LocalDate.of(2020, 1, 1))).isEmpty();
    }

    @Test
    void diagnosesCountTowardsRiskGroupsByModelAndYear() {
        RiskModels models = RiskModels.load(files);
        RiskModel v28 = models.model(2026, "CMS-HCC V28").orElseThrow();
        assertThat(v28.categories("E11.22")).containsExactly(37);
        assertThat(v28.categories("I10")).isEmpty();
        assertThat(v28.label(37)).hasValueSatisfying(label -> assertThat(label).contains("Diabetes"));
        assertThat(v28.afterHierarchies(List.of(36, 37, 38, 226))).containsExactly(36, 226);
        assertThat(models.model(2025, "cms-hcc v24").orElseThrow().categories("E1122"))
                .containsExactly(18);
        assertThat(models.model(2026, "RxHCC V08").orElseThrow().label(5)).isPresent();
        assertThat(models.years()).containsExactly(2025, 2026);
        assertThat(models.cmsHcc(LocalDate.of(2024, 5, 4)).orElseThrow().year()).isEqualTo(2025);
        assertThat(models.cmsHcc(LocalDate.of(2026, 5, 4))).contains(v28);
        assertThat(RiskModels.none().cmsHcc(LocalDate.of(2026, 5, 4))).isEmpty();
    }

    @Test
    void codesHaveAHistory() {
        CodeHistory history = CodeHistory.load(files);
        assertThat(history.version()).isEqualTo("2026");
        assertThat(history.size()).isGreaterThan(5_000);
        CodeChange change = history.of("A04.71").orElseThrow();
        assertThat(change.firstDay()).isEqualTo(LocalDate.of(2017, 10, 1));
        assertThat(change.previous()).containsExactly(new CodeRange("A04.7", "A04.7"));
        assertThat(history.successorsOf("A047")).extracting(CodeChange::code).contains("A04.71", "A04.72");
        assertThat(history.of("I10")).isEmpty();
    }
}
