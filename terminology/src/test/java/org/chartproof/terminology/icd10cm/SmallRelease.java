package org.chartproof.terminology.icd10cm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A release of a few rows in the official schema, with titles of our own. */
final class SmallRelease {

    static final String TABULAR =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <ICD10CM.tabular><version>2026</version>
            <introduction><introSection type="title"><title>x</title></introSection></introduction>
            <chapter><name>4</name><desc>Sugar illnesses (E00-E89)</desc>
            <excludes1><note>newborn sugar trouble (P70.2)</note></excludes1>
            <section id="E08-E13"><desc>Sugar (E08-E13)</desc>
            <useAdditionalCode><note>code to name the kidney stage (N18.-)</note></useAdditionalCode>
            <diag><name>E11</name><desc>Sugar illness, later kind</desc>
              <excludes2><note>other kinds (E08-E10, E13.-)</note></excludes2>
              <diag><name>E11.9</name><desc>Sugar illness, later kind, unspecified</desc>
                <inclusionTerm><note>Grown-up (adult) sugar illness NOS</note></inclusionTerm></diag>
            </diag></section></chapter>
            <chapter><name>19</name><desc>Harm (S00-T88)</desc>
            <section id="S90-S99"><desc>Foot (S90-S99)</desc>
            <diag><name>S93</name><desc>Twisted foot</desc>
              <sevenChrNote><note>add one</note></sevenChrNote>
              <sevenChrDef><extension char="A">first visit</extension><extension char="D">later visit</extension></sevenChrDef>
              <diag><name>S93.4</name><desc>Twisted ankle</desc></diag>
            </diag></section></chapter>
            </ICD10CM.tabular>
            """;

    static final String INDEX =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <ICD10CM.index><version>2026</version><title>x</title><letter><title>S</title>
            <mainTerm><title>Sugar, sugary<nemod>(sweet) (grown-up)</nemod></title><code>E11.9</code>
              <term level="1"><title>illness NEC</title><code>E11-</code>
                <term level="2"><title>later</title><code>E11.9</code></term></term></mainTerm>
            <mainTerm><title>Syrup blood</title><see>Sugar, illness, later</see></mainTerm>
            <mainTerm><title>Belly</title><see>condition</see></mainTerm>
            </letter></ICD10CM.index>
            """;

    static final String DRUGS =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <ICD10CM.index><version>2026</version><letter><title>B</title>
            <mainTerm><title>Bitter pill<nemod>(crushed)</nemod> NEC</title>
              <cell col="2">S93.4</cell><cell col="3">S93.4</cell><cell col="4">--</cell>
              <cell col="5">--</cell><cell col="6">E11.9</cell><cell col="7">--</cell>
              <term level="1"><title>green</title><cell col="2">E11</cell><cell col="6">E11.9</cell></term></mainTerm>
            <mainTerm><title>Sour drop</title><see>Bitter pill, green</see></mainTerm>
            <mainTerm><title>Stone</title><see>specific stone</see></mainTerm>
            </letter></ICD10CM.index>
            """;

    static final String NEOPLASMS =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <ICD10CM.index><version>2026</version><letter><title>N</title>
            <mainTerm><title>Neoplasm, neoplastic</title><cell col="2">E11</cell><cell col="3">E11.9</cell>
              <term level="1"><title>lung</title><cell col="2">S93</cell>
                <term level="2"><title>upper lobe</title><cell col="2">S93.4</cell><cell col="5">E11.9</cell></term></term>
            </mainTerm></letter></ICD10CM.index>
            """;

    static final String EXTERNAL_CAUSES =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <ICD10CM.index><version>2026</version><letter><title>F</title>
            <mainTerm><title>Fall<nemod>(unplanned)</nemod></title><code>S93</code>
              <term level="1"><title>off a mule</title><code>S93.4</code></term></mainTerm>
            </letter></ICD10CM.index>
            """;

    static final List<String> ORDER = List.of(
            order(1, "E11", 0, "Sugar illness, later kind"),
            order(2, "E119", 1, "Sugar illness, later kind, unspecified"),
            order(3, "S93", 0, "Twisted foot"),
            order(4, "S934", 0, "Twisted ankle"),
            order(5, "S934XXA", 1, "Twisted ankle, first visit"),
            order(6, "S934XXD", 1, "Twisted ankle, later visit"));

    private SmallRelease() {}

    static String order(int number, String code, int billable, String title) {
        return String.format("%05d %-7s %d %-60s %s", number, code, billable, title, title);
    }

    static Path installIn(Path folder) throws IOException {
        Files.writeString(folder.resolve("icd10cm-order-2026.txt"), String.join("\r\n", ORDER) + "\r\n");
        zip(
                folder.resolve("table-and-index.zip"),
                Map.of(
                        "a/icd10cm-tabular-2026.xml", TABULAR,
                        "a/icd10cm-index-2026.xml", INDEX,
                        "a/icd10cm-eindex-2026.xml", EXTERNAL_CAUSES,
                        "a/icd10cm-drug-2026.xml", DRUGS,
                        "a/icd10cm-neoplasm-2026.xml", NEOPLASMS));
        Files.writeString(
                folder.resolve("POAexemptCodesFY26.txt"),
                "Order26\tPOAexemptCode\tDescription\r\n00006\tS93.4XXD\tTwisted ankle, later visit\r\n");
        return folder;
    }

    static void zip(Path file, Map<String, String> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
