package org.chartproof.terminology.icd10cm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chartproof.terminology.CodeTable;

/** Reads the two plain lists of codes that CMS publishes: the order file (headers and codes) and the billable codes alone. */
final class CodeFiles {

    /** A letter and two to six letters or digits (QA0 has a letter in second place): a code without its dot. */
    private static final Pattern CODE = Pattern.compile("[A-Z][0-9A-Z]{2,6}");

    // Columns of the order file, from its own description: number 1-5, code 7-13, flag 15, short title 17-76, long
    // title from 78.
    private static final int CODE_BEGIN = 6;
    private static final int CODE_END = 13;
    private static final int FLAG = 14;
    private static final int TITLE = 77;

    private CodeFiles() {}

    /** A line of a code list; the code has its dot. */
    record Row(String code, String title, boolean billable) {}

    /** The order file's rows, as printed. */
    static List<Row> orderFile(SourceFile file) {
        return lines(file, CodeFiles::orderRow);
    }

    /** The rows of a list of billable codes: code, blanks, title. */
    static List<Row> billableList(SourceFile file) {
        return lines(file, CodeFiles::billableRow);
    }

    private interface LineReader {
        /** The row in a line; throws {@link IllegalArgumentException} with what is wrong. */
        Row read(String line, int number);
    }

    private static List<Row> lines(SourceFile file, LineReader reader) {
        List<Row> rows = new ArrayList<>();
        file.file().lines(StandardCharsets.UTF_8, (line, number) -> rows.add(reader.read(line, number)));
        return rows;
    }

    private static Row orderRow(String line, int number) {
        if (line.length() <= TITLE || line.charAt(CODE_BEGIN - 1) != ' ') {
            throw new IllegalArgumentException("is cut off or no line of an order file");
        }
        char flag = line.charAt(FLAG);
        if (flag != '0' && flag != '1') {
            throw new IllegalArgumentException("has neither 0 nor 1 in column 15");
        }
        if (Integer.parseInt(line.substring(0, CODE_BEGIN - 1).strip()) != number) {
            throw new IllegalArgumentException("does not carry its number: lines are missing");
        }
        return new Row(
                code(line.substring(CODE_BEGIN, CODE_END)),
                line.substring(TITLE).strip(),
                flag == '1');
    }

    private static Row billableRow(String line, int number) {
        int blank = line.indexOf(' ');
        if (blank < 0 || line.substring(blank).isBlank()) {
            throw new IllegalArgumentException("is cut off or no line of a code list");
        }
        return new Row(code(line.substring(0, blank)), line.substring(blank).strip(), true);
    }

    /** Whether characters can be a code without its dot. */
    static boolean isCode(String characters) {
        return CODE.matcher(characters).matches();
    }

    private static String code(String printed) {
        String code = printed.strip();
        if (!isCode(code)) {
            throw new IllegalArgumentException("has no ICD-10-CM code where one belongs");
        }
        return CodeTable.withDot(code);
    }
}
