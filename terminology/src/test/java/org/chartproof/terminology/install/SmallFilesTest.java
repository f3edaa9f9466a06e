package org.chartproof.terminology.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.CodeRange;
import org.chartproof.terminology.file.PublishedFiles;
import org.chartproof.terminology.hcc.RiskModels;
import org.chartproof.terminology.hcpcs.HcpcsCode;
import org.chartproof.terminology.hcpcs.HcpcsCodeSet;
import org.chartproof.terminology.hcpcs.HcpcsReleases;
import org.chartproof.terminology.history.CodeHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layouts of the publishers, with rows of our own. */
class SmallFilesTest {

    private final Path folder;

    SmallFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static String supply(
            String code, char record, String words, String shortWords, String added, String ended) {
        String row = String.format("%-5s%05d%c%-80s%-28s", code, 10, record, words, shortWords);
        return String.format("%-268s%s        %s", row, added, ended);
    }

    @Test
    void hcpcsInFixedColumnsGoesOnOverSeveralLines() throws IOException {
        Files.write(
                folder.resolve("HCPC2026_JAN_ANWEB_v2.txt"),
                List.of(
                        supply("A0001", '3', "A walking stick made of", "Stick", "20200101", ""),
                        supply("A0001", '4', "brass", "", "", ""),
                        supply("A0002", '3', "A lantern", "Lantern", "20100101", "20211231"),
                        supply("   QX", '7', "On a Sunday", "Sunday", "20100101", "")));
        HcpcsCodeSet set = HcpcsReleases.load(PublishedFiles.in(folder, line -> {}), line -> {})
                .get(0);
        assertThat(set.version()).isEqualTo("2026-01");
        HcpcsCode stick = set.find("a0001").orElseThrow();
        assertThat(stick.longDescription()).isEqualTo("A walking stick made of brass");
        assertThat(stick.shortDescription()).isEqualTo("Stick");
        assertThat(stick.added()).contains(LocalDate.of(2020, 1, 1));
        assertThat(set.isValid("A0002", LocalDate.of(2021, 12, 31))).isTrue();
        assertThat(set.isValid("A0002", LocalDate.of(2022, 1, 1))).isFalse();
        assertThat(set.find("QX")).map(HcpcsCode::isModifier).contains(true);
    }

    private void workbook(String name, String... rows) throws IOException {
        StringBuilder sheet = new StringBuilder("<worksheet><sheetData>");
        for (String row : rows) {
            sheet.append("<row>");
            char column = 'A';
            for (String cell : row.split("\\|", -1)) {
                sheet.append("<c r=\"").append(column++).append("1\" t=\"inlineStr\"><is><t>");
                sheet.append(cell).append("</t></is></c>");
            }
            sheet.append("</row>");
        }
        sheet.append("</sheetData></worksheet>");
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(sheet.toString().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    @Test
    void theConversionTableHasYearsAndDatesCodesAndRanges() throws IOException {
        workbook(
                "ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx",
                "A title",
                "Current code assignment|Effective|Previous Code(s) Assignment",
                "E11.A|2025|E11.9",
                "U07.1|45017|Codes in Categories B34-B97",
                "Z99.89|2016|None");
        CodeHistory history = CodeHistory.load(PublishedFiles.in(folder, line -> {}));
        assertThat(history.of("E11A").orElseThrow().firstDay()).isEqualTo(LocalDate.of(2025, 10, 1));
        assertThat(history.of("U07.1").orElseThrow().firstDay()).isEqualTo(LocalDate.of(2023, 4, 1));
        assertThat(history.of("U07.1").orElseThrow().previous()).containsExactly(new CodeRange("B34", "B97"));
        assertThat(history.of("Z99.89").orElseThrow().previous()).isEmpty();
    }

    @Test
    void aWorkbookWithoutItsColumnIsRefused() throws IOException {
        workbook("ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx", "Code|Year|Before", "E11.A|2025|E11.9");
        assertThatThrownBy(() -> CodeHistory.load(PublishedFiles.in(folder, line -> {})))
                .isInstanceOf(BrokenInstallation.class)
                .hasMessageContaining("has no column \"Current code assignment\"");
    }

    @Test
    void cmsOwnMappingHasTitlesHeadingsWithLineBreaksAndAColumnForEachModel() throws IOException {
        String text =
                """
                2026 Mappings,,,
                Diagnosis Code,Description,"CMS-HCC
                Model
                Category
                V28","RxHCC
                Model
                Category
                V08"
                E119,"Sugar illness, plain",38,31
                I10,Pressure,,187
                "Notes: none of ours",,,
                """;
        Files.writeString(folder.resolve("2026 Initial ICD-10-CM Mappings.csv"), text);
        RiskModels models = RiskModels.load(PublishedFiles.in(folder, line -> {}));
        assertThat(models.model(2026, "CMS-HCC V28").orElseThrow().categories("E11.9"))
                .containsExactly(38);
        assertThat(models.model(2026, "CMS-HCC V28").orElseThrow().categories("I10"))
                .isEmpty();
        assertThat(models.model(2026, "RxHCC V08").orElseThrow().categories())
                .isEqualTo(Map.of("E11.9", Set.of(31), "I10", Set.of(187)));
    }
}
