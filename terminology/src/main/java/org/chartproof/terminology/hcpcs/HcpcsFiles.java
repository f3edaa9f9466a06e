package org.chartproof.terminology.hcpcs;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chartproof.terminology.file.DelimitedText;
import org.chartproof.terminology.file.PublishedFile;

/** Reads HCPCS Level II in CMS's fixed columns and as a table. */
final class HcpcsFiles {

    private static final Pattern CODE = Pattern.compile("[A-Z]\\d{4}");
    private static final Pattern MODIFIER = Pattern.compile("[A-Z0-9]{2}");

    // Columns of CMS's record layout, counted from 0: code 1-5 (a modifier in 4-5), record identification 11, long
    // description 12-91, short description 92-119, added 269-276, terminated 285-292.
    private static final int CODE_END = 5;
    private static final int IDENTIFICATION = 10;
    private static final int LONG_BEGIN = 11;
    private static final int LONG_END = 91;
    private static final int SHORT_END = 119;
    private static final int ADDED = 268;
    private static final int TERMINATED = 284;
    private static final int DATE_LENGTH = 8;

    private static final String CODE_COLUMN = "hcpcs_code";
    private static final String DESCRIPTION_COLUMN = "long_description";

    private HcpcsFiles() {}

    /**
     * CMS's quarterly file. Record identification 3 begins a code and 4 goes on with its description, 7 and 8 do the same for
     * modifiers.
     */
    static Map<String, HcpcsCode> fixedColumns(PublishedFile file) {
        Map<String, HcpcsCode> codes = new LinkedHashMap<>();
        file.lines(StandardCharsets.ISO_8859_1, (line, number) -> {
            if (line.length() <= LONG_BEGIN) {
                throw new IllegalArgumentException("is cut off or no line of CMS's HCPCS file");
            }
            String code = line.substring(0, CODE_END).strip();
            String words = cut(line, LONG_BEGIN, LONG_END);
            switch (line.charAt(IDENTIFICATION)) {
                case '3', '7' ->
                    add(
                            codes,
                            new HcpcsCode(
                                    code,
                                    words,
                                    cut(line, LONG_END, SHORT_END),
                                    date(cut(line, ADDED, ADDED + DATE_LENGTH), DateTimeFormatter.BASIC_ISO_DATE),
                                    date(
                                            cut(line, TERMINATED, TERMINATED + DATE_LENGTH),
                                            DateTimeFormatter.BASIC_ISO_DATE)));
                case '4', '8' -> goOn(codes, code, words);
                default -> throw new IllegalArgumentException("has no record identification 3, 4, 7 or 8 in column 11");
            }
        });
        return codes;
    }

    /** A table with tabs; dates as 2024-07-01. */
    static Map<String, HcpcsCode> table(PublishedFile file) {
        Map<String, HcpcsCode> codes = new LinkedHashMap<>();
        DelimitedText.tabs(
                file,
                StandardCharsets.UTF_8,
                List.of(CODE_COLUMN, DESCRIPTION_COLUMN),
                row -> add(
                        codes,
                        new HcpcsCode(
                                row.cell(CODE_COLUMN),
                                row.cell(DESCRIPTION_COLUMN),
                                row.cell("short_description"),
                                date(row.cell("date_added"), DateTimeFormatter.ISO_LOCAL_DATE),
                                date(row.cell("date_term"), DateTimeFormatter.ISO_LOCAL_DATE))));
        return codes;
    }

    private static void add(Map<String, HcpcsCode> codes, HcpcsCode code) {
        if (!CODE.matcher(code.code()).matches()
                && !MODIFIER.matcher(code.code()).matches()) {
            throw new IllegalArgumentException("has no HCPCS code where one belongs");
        }
        if (codes.putIfAbsent(code.code(), code) != null) {
            throw new IllegalArgumentException("has code " + code.code() + " a second time");
        }
    }

    private static void goOn(Map<String, HcpcsCode> codes, String code, String words) {
        HcpcsCode begun = codes.get(code);
        if (begun == null) {
            throw new IllegalArgumentException("goes on with a code that has not begun: lines are missing");
        }
        codes.put(
                code,
                new HcpcsCode(
                        code,
                        (begun.longDescription() + " " + words).strip(),
                        begun.shortDescription(),
                        begun.added(),
                        begun.terminated()));
    }

    private static String cut(String line, int begin, int end) {
        return begin >= line.length()
                ? ""
                : line.substring(begin, Math.min(end, line.length())).strip();
    }

    private static Optional<LocalDate> date(String text, DateTimeFormatter format) {
        if (text.isEmpty() || text.equals("00000000")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text, format));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("has no date where one belongs", e);
        }
    }
}
