package org.chartproof.coding.section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chartproof.coding.data.DataFile;

/**
 * Finds the headers of a note: a known header alone on its line, or one with a colon at the start of a line or of a sentence
 * ("PMH: asthma. FH: none.").
 */
public final class Sectioniser {

    private static final String FILE = "headers.tsv";

    private final Map<String, SectionKind> kinds = new TreeMap<>();
    private final Pattern header;

    public Sectioniser() {
        for (DataFile.Row row : DataFile.read(FILE, 2)) {
            kinds.put(row.column(0).toLowerCase(Locale.ROOT), row.value(1, SectionKind.class));
        }
        String any = kinds.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(phrase -> Pattern.quote(phrase).replace(" ", "\\E[ \\t]+\\Q"))
                .collect(Collectors.joining("|"));
        String lead = "(?:\\d{1,2}[.)][ \\t]*|[#*=_-]+[ \\t]*)?";
        this.header = Pattern.compile("(?im)(?:^[ \\t]*" + lead + "|(?<=[.;)])[ \\t]+|(?<=[ \\t]{2}))(" + any
                + ")(?:[ \\t]*\\([^)\\n]{0,40}\\))?[ \\t]*(?:(:)|([*=_-]*[ \\t]*$))");
    }

    /** The sections of a text, in order, covering all of it but the headers. */
    public List<Section> sections(String text) {
        List<Section> sections = new ArrayList<>();
        SectionKind kind = SectionKind.OTHER;
        int begin = 0;
        Matcher matcher = header.matcher(text);
        while (matcher.find()) {
            boolean inline = matcher.start() > 0 && text.charAt(matcher.start() - 1) != '\n';
            if (inline && matcher.group(2) == null) {
                continue;
            }
            add(sections, kind, begin, matcher.start());
            kind = kinds.getOrDefault(
                    matcher.group(1).toLowerCase(Locale.ROOT).replaceAll("[ \\t]+", " "), SectionKind.OTHER);
            begin = matcher.end();
        }
        add(sections, kind, begin, text.length());
        return sections;
    }

    private static void add(List<Section> sections, SectionKind kind, int begin, int end) {
        if (end > begin) {
            sections.add(new Section(kind, begin, end));
        }
    }
}
