package org.chartproof.terminology.icd10cm;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.CodeTable;

/**
 * Reads CMS's list of codes exempt from the present-on-admission indicator: tab-separated, a row of headings, then number, code
 * and title.
 */
final class PoaExemptFile {

    private PoaExemptFile() {}

    /** The exempt codes, with their dots. */
    static Set<String> read(SourceFile file) {
        return file.read(bytes -> {
            BufferedReader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.ISO_8859_1));
            Set<String> codes = new LinkedHashSet<>();
            int column = -1;
            int number = 0;
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                number++;
                String[] cells = line.split("\t", -1);
                if (column < 0) {
                    column = codeColumn(file, cells);
                } else if (!line.isBlank()) {
                    if (cells.length <= column
                            || !CodeFiles.isCode(cells[column].strip().replace(".", ""))) {
                        throw broken(file, "line " + number + " has no ICD-10-CM code where one belongs");
                    }
                    codes.add(CodeTable.withDot(cells[column]));
                }
            }
            if (codes.isEmpty()) {
                throw broken(file, "has no codes in it");
            }
            return codes;
        });
    }

    private static int codeColumn(SourceFile file, String[] headings) {
        for (int i = 0; i < headings.length; i++) {
            if (headings[i].strip().equalsIgnoreCase("POAexemptCode")) {
                return i;
            }
        }
        throw broken(file, "has no column POAexemptCode");
    }

    private static BrokenInstallation broken(SourceFile file, String problem) {
        return new BrokenInstallation(file.name(), problem, SourceFile.DOWNLOAD_AGAIN);
    }
}
