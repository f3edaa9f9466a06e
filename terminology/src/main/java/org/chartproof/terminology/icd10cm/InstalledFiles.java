package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.terminology.Edition;
import org.chartproof.terminology.file.PublishedFile;
import org.chartproof.terminology.icd10cm.SourceFile.Kind;

/**
 * Recognises the published files by the names that their publishers give them, e.g. {@code icd10cm-order-2026.txt}, {@code
 * icd10cm_index_2017.xml}, {@code icd10cm-tabular-April-2026.xml}, {@code icd10cm-order-April 2026.txt}.
 */
final class InstalledFiles {

    private static final Pattern TEXT = Pattern.compile("icd10cm[-_](order|codes)[-_].*\\.txt");
    /** Named with a year of two digits since fiscal year 2022, of four before: POAexemptCodesFY26.txt, POAexemptCodes2021.txt. */
    private static final Pattern POA_EXEMPT =
            Pattern.compile("poaexemptcodes[-_]?(?:april)?[-_]?(?:fy)?(?:20)?(\\d\\d)\\.txt");

    private static final Pattern XML = Pattern.compile("icd10cm[-_](tabular|index|neoplasm|eindex|drug)[-_.].*");

    private InstalledFiles() {}

    /** Those of the files that belong to ICD-10-CM, in their order. */
    static List<SourceFile> among(List<PublishedFile> files) {
        List<SourceFile> found = new ArrayList<>();
        for (PublishedFile file : files) {
            recognise(file).ifPresent(found::add);
        }
        return found;
    }

    /** What a file is by its name; empty: none of ours. */
    static Optional<SourceFile> recognise(PublishedFile file) {
        String lower = file.lowerName();
        if (lower.contains("addenda") || lower.contains("addendum")) {
            return Optional.empty();
        }
        Matcher exempt = POA_EXEMPT.matcher(lower);
        if (exempt.matches()) {
            int year = 2000 + Integer.parseInt(exempt.group(1));
            return Optional.of(new SourceFile(
                    Kind.POA_EXEMPT,
                    Optional.of(new Edition(year, Edition.saysApril(lower, file.lowerPathName()))),
                    file));
        }
        return kind(lower).map(kind -> new SourceFile(kind, Edition.named(lower, file.lowerPathName()), file));
    }

    private static Optional<Kind> kind(String lower) {
        if (TEXT.matcher(lower).matches()) {
            return Optional.of(lower.startsWith("order", "icd10cm-".length()) ? Kind.ORDER : Kind.CODES);
        }
        Matcher xml = XML.matcher(lower);
        if (lower.endsWith(".xml") && xml.matches()) {
            return Optional.of(
                    switch (xml.group(1)) {
                        case "tabular" -> Kind.TABULAR;
                        case "index" -> Kind.INDEX;
                        case "eindex" -> Kind.EXTERNAL_CAUSES;
                        case "drug" -> Kind.DRUGS;
                        default -> Kind.NEOPLASM;
                    });
        }
        return Optional.empty();
    }
}
