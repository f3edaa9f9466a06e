package org.chartproof.terminology.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chartproof.terminology.BrokenInstallation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {

    private static final String TABULAR =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <ICD10CM.tabular><version>2026</version>
            <chapter><name>4</name><desc>Sugar illnesses (E00-E89)</desc><section id="E08-E13"><desc>Sugar (E08-E13)</desc>
            <diag><name>E11</name><desc>Sugar illness</desc><diag><name>E11.9</name><desc>Sugar illness, plain</desc></diag>
            </diag></section></chapter></ICD10CM.tabular>
            """;

    private static final Installer.Listener SILENT = new Installer.Listener() {
        @Override
        public void begins(String task, long total) {}

        @Override
        public void advances(long steps) {}
    };

    private final Path downloads;
    private final Path folder;

    InstallerTest(@TempDir Path downloads, @TempDir Path site) {
        this.downloads = downloads;
        this.folder = site.resolve("terminology");
    }

    private List<Receipt> install(Path source) throws IOException {
        return new Installer(folder, SILENT).install(source);
    }

    private Path text(String name, String... lines) throws IOException {
        return Files.writeString(downloads.resolve(name), String.join("\r\n", lines) + "\r\n");
    }

    private Path zip(String name, Map<String, String> entries) throws IOException {
        Path file = downloads.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private static String order(int number, String code, int billable, String title) {
        return String.format("%05d %-7s %d %-60s %s", number, code, billable, title, title);
    }

    private Path goodOrder() throws IOException {
        return text(
                "icd10cm-order-2026.txt",
                order(1, "E11", 0, "Sugar illness"),
                order(2, "E119", 1, "Sugar illness, plain"));
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path path : walk.filter(Files::isRegularFile).sorted().toList()) {
                    content.put(
                            folder.relativize(path).toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return content;
    }

    /** Whatever is wrong with a file, one line says so and what was installed before stays as it was. */
    private void refused(Path source, String... says) throws IOException {
        Map<String, String> before = content();
        assertThatThrownBy(() -> install(source))
                .isInstanceOf(BrokenInstallation.class)
                .satisfies(
                        thrown -> assertThat(thrown.getMessage()).contains(says).doesNotContain("\n"));
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void aGoodFileIsCountedAndItsChecksumIsKept() throws IOException {
        List<Receipt> receipts = install(goodOrder());
        assertThat(receipts).hasSize(1);
        assertThat(receipts.get(0).contents()).containsExactly(new Receipt.Content("ICD-10-CM 2026 order", 2));
        assertThat(receipts.get(0).sha256()).hasSize(64);
        assertThat(content()).containsOnlyKeys("icd10cm-order-2026.txt", "installed.tsv");
        assertThat(content().get("installed.tsv")).contains(receipts.get(0).sha256());
    }

    @Test
    void whatIsInstalledIsListedAndAChangedFileIsMarked() throws IOException {
        install(goodOrder());
        install(zip("table.zip", Map.of("icd10cm-tabular-2026.xml", TABULAR)));
        List<InstalledRelease> releases = Inventory.of(folder, Optional.empty(), line -> {});
        assertThat(releases).hasSize(1);
        assertThat(releases.get(0).version()).isEqualTo("2026");
        assertThat(releases.get(0).codes()).containsEntry("E11.9", "Sugar illness, plain");
        assertThat(releases.get(0).files()).hasSize(2).noneMatch(InstalledRelease.InstalledFile::changed);
        Files.writeString(
                folder.resolve("icd10cm-order-2026.txt"),
                order(1, "E11", 0, "Other") + "\n" + order(2, "E119", 1, "Other words") + "\n");
        assertThat(Inventory.of(folder, Optional.empty(), line -> {}).get(0).files())
                .anyMatch(InstalledRelease.InstalledFile::changed);
    }

    @Test
    void aNewerDownloadTakesThePlaceOfTheOldOneWhichIsKept() throws IOException {
        install(zip("codes.zip", Map.of("icd10cm-order-2026.txt", Files.readString(goodOrder()))));
        install(text("icd10cm-order-2026.txt", order(1, "E11", 0, "New"), order(2, "E119", 1, "New title")));
        assertThat(content())
                .containsKeys("icd10cm-order-2026.txt", "replaced/codes.zip")
                .doesNotContainKey("codes.zip");
        assertThat(Inventory.of(folder, Optional.empty(), line -> {}).get(0).codes())
                .containsValue("New title");
    }

    @Test
    void aFileThatHoldsMoreThanTheNewOneIsNotReplacedSilently() throws IOException {
        install(zip(
                "both.zip",
                Map.of("icd10cm-order-2026.txt", Files.readString(goodOrder()), "icd10cm-tabular-2026.xml", TABULAR)));
        refused(goodOrder(), "both.zip", "together with other books");
    }

    @Test
    void truncatedArchive() throws IOException {
        install(goodOrder());
        Path whole = zip("icd10cm-tables.zip", Map.of("icd10cm-tabular-2026.xml", TABULAR));
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
        refused(whole, "icd10cm-tables.zip", "no complete archive", "Download");
    }

    @Test
    void damagedArchive() throws IOException {
        Path whole = zip("icd10cm-tables.zip", Map.of("icd10cm-tabular-2026.xml", TABULAR));
        byte[] bytes = Files.readAllBytes(whole);
        bytes[120] ^= 0x55;
        Files.write(whole, bytes);
        refused(whole, "icd10cm-tables.zip!icd10cm-tabular-2026.xml");
    }

    @Test
    void aTextFileRenamedToZip() throws IOException {
        install(goodOrder());
        refused(Files.move(goodOrder(), downloads.resolve("codes.zip")), "codes.zip", "no complete archive");
    }

    @Test
    void zipBomb() throws IOException {
        Path bomb = zip("bomb.zip", Map.of("icd10cm-order-2026.txt", "\n".repeat(8 << 20)));
        assertThat(Files.size(bomb)).isLessThan(1 << 15);
        refused(bomb, "bomb.zip", "unpacks to more than");
    }

    @Test
    void anArchiveThatNamesAFileOutsideOfItself() throws IOException {
        refused(
                zip("evil.zip", Map.of("../../icd10cm-order-2026.txt", Files.readString(goodOrder()))),
                "evil.zip",
                "outside of itself");
    }

    @Test
    void xmlWithAnExternalEntity() throws IOException {
        String evil = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + TABULAR.substring(TABULAR.indexOf('\n') + 1).replace("Sugar illness,", "&e;");
        refused(text("icd10cm-tabular-2026.xml", evil), "document type");
    }

    @Test
    void wrongYearInside() throws IOException {
        refused(
                text("icd10cm-tabular-2027.xml", TABULAR.strip()),
                "icd10cm-tabular-2027.xml",
                "is of 2026, but named or installed as 2027");
    }

    @Test
    void truncatedXml() throws IOException {
        refused(text("icd10cm-tabular-2026.xml", TABULAR.substring(0, 200)), "is cut off or no well-formed XML");
    }

    @Test
    void anotherDocumentThanItsNameSays() throws IOException {
        refused(text("icd10cm-index-2026.xml", TABULAR.strip()), "is no ICD10CM.index document");
    }

    @Test
    void truncatedLine() throws IOException {
        refused(text("icd10cm-order-2026.txt", order(1, "E11", 0, "Sugar"), "00002 E119"), "line 2", "cut off");
    }

    @Test
    void aListThatLacksCodesOfItsOrderFile() throws IOException {
        install(text(
                "icd10cm-order-2026.txt",
                order(1, "E11", 0, "Sugar"),
                order(2, "E118", 1, "Sugar, bitter"),
                order(3, "E119", 1, "Sugar, plain")));
        refused(text("icd10cm-codes-2026.txt", "E118    Sugar, bitter"), "icd10cm-codes-2026.txt", "lacks 1 codes");
    }

    @Test
    void missingColumn() throws IOException {
        refused(text("POAexemptCodesFY26.txt", "Order26\tDescription", "00001\tx"), "has no column POAexemptCode");
        refused(text("hcpcs_level2_2026-01.tsv", "hcpcs_code\tprice", "A0001\t1"), "has no column long_description");
        refused(text("ra_dx_to_cc_2026.csv", "diagnosis_code,model_name", "E119,CMS-HCC Model V28"), "no column cc");
    }

    @Test
    void duplicateCode() throws IOException {
        refused(
                text("icd10cm-order-2026.txt", order(1, "E119", 1, "Sugar"), order(2, "E119", 1, "Sugar")),
                "code E11.9 stands twice");
        refused(
                text("icd10pcs_order_2026.txt", order(1, "0016070", 1, "Way"), order(2, "0016070", 1, "Way")),
                "line 2 has code 0016070 a second time");
        refused(
                text("hcpcs_level2_2026-01.tsv", "hcpcs_code\tlong_description", "A0001\tx", "A0001\tx"),
                "line 3 has code A0001 a second time");
    }

    @Test
    void emptyFile() throws IOException {
        refused(Files.createFile(downloads.resolve("icd10cm-order-2026.txt")), "icd10cm-order-2026.txt", "is empty");
        refused(zip("order.zip", Map.of("icd10cm-order-2026.txt", "")), "is empty");
    }

    @Test
    void aFileThatNobodyKnows() throws IOException {
        refused(
                text("holiday-pictures.txt", "sea"),
                "holiday-pictures.txt",
                "known by its name",
                "icd10cm-order-2026.txt");
        refused(downloads.resolve("absent.zip"), "is not there");
    }

    @Test
    void aFolderIsInstalledWholeOrNotAtAll() throws IOException {
        goodOrder();
        text("icd10cm-tabular-2026.xml", TABULAR.substring(0, 200));
        text("notes.md", "not ours");
        refused(downloads, "icd10cm-tabular-2026.xml");
        text("icd10cm-tabular-2026.xml", TABULAR.strip());
        assertThat(install(downloads))
                .extracting(Receipt::file)
                .containsExactly("icd10cm-order-2026.txt", "icd10cm-tabular-2026.xml");
    }
}
