package org.chartproof.server.terminology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A release of a few rows in the schema of the official files, with titles and notes of our own. */
public final class SmallRelease {

    private static final String TABULAR =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <ICD10CM.tabular><version>%d</version>
            <introduction><introSection type="title"><title>x</title></introSection></introduction>
            <chapter><name>4</name><desc>Sugar illnesses (E00-E89)</desc>
            <excludes1><note>newborn sugar trouble (P70.2)</note></excludes1>
            <section id="E08-E13"><desc>Sugar (E08-E13)</desc>
            <useAdditionalCode><note>code to name the kidney stage (N18.-)</note></useAdditionalCode>
            <diag><name>E10</name><desc>Sugar illness, early kind</desc>
              <excludes1><note>later kind (E11.-)</note></excludes1>
              <diag><name>E10.9</name><desc>Sugar illness, early kind, unspecified</desc></diag></diag>
            <diag><name>E11</name><desc>Sugar illness, later kind</desc>
              <includes><note>sugar illness of the grown-up</note></includes>
              <codeFirst><note>the cause, if known</note></codeFirst>
              <excludes2><note>other kinds (E08-E10, E13.-)</note></excludes2>
              <diag><name>E11.9</name><desc>Sugar illness, later kind, unspecified</desc>
                <inclusionTerm><note>Sweet blood NOS</note></inclusionTerm></diag>
            </diag></section></chapter>
            <chapter><name>19</name><desc>Harm (S00-T88)</desc>
            <section id="S90-S99"><desc>Foot (S90-S99)</desc>
            <codeAlso><note>any open wound</note></codeAlso>
            <diag><name>S93</name><desc>Twisted foot</desc>
              <sevenChrNote><note>add one</note></sevenChrNote>
              <sevenChrDef><extension char="A">first visit</extension><extension char="D">later visit</extension></sevenChrDef>
              <diag><name>S93.4</name><desc>Twisted ankle</desc></diag>
            </diag></section></chapter>
            </ICD10CM.tabular>
            """;

    private static final String INDEX =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <ICD10CM.index><version>%d</version><title>x</title><letter><title>S</title>
            <mainTerm><title>Sugar, sugary<nemod>(sweet) (grown-up)</nemod></title><code>E11.9</code>
              <term level="1"><title>illness NEC</title><code>E11-</code>
                <term level="2"><title>early</title><code>E10.9</code></term></term></mainTerm>
            <mainTerm><title>Sprain</title>
              <term level="1"><title>ankle</title><code>S93.4-</code></term></mainTerm>
            </letter></ICD10CM.index>
            """;

    private static final List<String> ORDER = List.of(
            order(1, "E10", 0, "Sugar illness, early kind"),
            order(2, "E109", 1, "Sugar illness, early kind, unspecified"),
            order(3, "E11", 0, "Sugar illness, later kind"),
            order(4, "E119", 1, "Sugar illness, later kind, unspecified"),
            order(5, "S93", 0, "Twisted foot"),
            order(6, "S934", 0, "Twisted ankle"),
            order(7, "S934XXA", 1, "Twisted ankle, first visit"),
            order(8, "S934XXD", 1, "Twisted ankle, later visit"));

    private SmallRelease() {}

    private static String order(int number, String code, int billable, String title) {
        return String.format("%05d %-7s %d %-60s %s", number, code, billable, title, title);
    }

    /** Puts its files into a folder, as a site installs the official ones of 2026. */
    public static Path installIn(Path folder) throws IOException {
        return installIn(folder, 2026);
    }

    /**
     * Puts its files into a folder, as a site installs the official ones.
     *
     * @param year the fiscal one that it is in force in
     */
    public static Path installIn(Path folder, int year) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("icd10cm-order-" + year + ".txt"), String.join("\r\n", ORDER) + "\r\n");
        Files.writeString(folder.resolve("icd10cm-tabular-" + year + ".xml"), TABULAR.formatted(year));
        Files.writeString(folder.resolve("icd10cm-index-" + year + ".xml"), INDEX.formatted(year));
        Files.writeString(
                folder.resolve("POAexemptCodesFY" + year % 100 + ".txt"),
                "Order26\tPOAexemptCode\tDescription\r\n00008\tS93.4XXD\tTwisted ankle, later visit\r\n");
        return folder;
    }
}
