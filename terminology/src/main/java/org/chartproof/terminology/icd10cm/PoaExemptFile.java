package org.chartproof.terminology.icd10cm;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.file.DelimitedText;

/**
 * Reads CMS's list of codes exempt from the present-on-admission indicator: tab-separated, a row of headings, then number, code
 * and title.
 */
final class PoaExemptFile {

    private static final String CODE = "POAexemptCode";

    private PoaExemptFile() {}

    /** The exempt codes, with their dots. */
    static Set<String> read(SourceFile file) {
        Set<String> codes = new LinkedHashSet<>();
        DelimitedText.tabs(file.file(), StandardCharsets.ISO_8859_1, List.of(CODE), row -> {
            String code = row.cell(CODE).replace(".", "");
            if (!CodeFiles.isCode(code)) {
                throw new IllegalArgumentException("has no ICD-10-CM code where one belongs");
            }
            codes.add(CodeTable.withDot(code));
        });
        return codes;
    }
}
