package org.chartproof.terminology.hcpcs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.file.PublishedFile;

/** Loads every quarterly release of HCPCS Level II that is installed. */
public final class HcpcsReleases {

    private static final Pattern FIXED_COLUMNS = Pattern.compile(
            "hcpc[-_ ]?(20\\d\\d|\\d\\d)[-_ ](?:contr[-_ ])?(?:(jan|apr|jul|oct)[a-z]*[-_ ])?(?:contr[-_ ])?anweb.*\\.txt");
    private static final Pattern TABLE = Pattern.compile("hcpcs[-_]level[-_]?2[-_](20\\d\\d)-(\\d\\d)\\.tsv");

    private record Source(LocalDate firstDay, boolean fixedColumns, PublishedFile file) {}

    private HcpcsReleases() {}

    /** The release that a file is by its name, e.g. {@code 2026-01}; empty if it is none of HCPCS. */
    public static Optional<String> recognise(PublishedFile file) {
        return source(file).map(source -> source.firstDay().toString().substring(0, "2026-01".length()));
    }

    /**
     * The releases among some files, oldest first.
     *
     * @throws BrokenInstallation if a file is cut off or damaged
     */
    public static List<HcpcsCodeSet> load(List<PublishedFile> files, Consumer<String> progress) {
        Map<LocalDate, HcpcsCodeSet> releases = new TreeMap<>();
        for (PublishedFile file : files) {
            source(file).ifPresent(source -> {
                if (releases.containsKey(source.firstDay())) {
                    progress.accept(file.name() + " passed over: another file of its quarter is used");
                } else {
                    Map<String, HcpcsCode> codes =
                            source.fixedColumns() ? HcpcsFiles.fixedColumns(file) : HcpcsFiles.table(file);
                    releases.put(source.firstDay(), new HcpcsCodeSet(source.firstDay(), codes));
                }
            });
        }
        return List.copyOf(new ArrayList<>(releases.values()));
    }

    /** The release for a date of service: the newest that had come out by then; a code's own dates decide whether it is valid. */
    public static Optional<HcpcsCodeSet> on(List<HcpcsCodeSet> releases, LocalDate serviceDate) {
        Optional<HcpcsCodeSet> newest = Optional.empty();
        for (HcpcsCodeSet release : releases) {
            if (!release.firstDay().isAfter(serviceDate)) {
                newest = Optional.of(release);
            }
        }
        return newest;
    }

    private static Optional<Source> source(PublishedFile file) {
        Matcher table = TABLE.matcher(file.lowerName());
        if (table.matches()) {
            int month = Integer.parseInt(table.group(2));
            return month < 1 || month > 12
                    ? Optional.empty()
                    : Optional.of(new Source(LocalDate.of(Integer.parseInt(table.group(1)), month, 1), false, file));
        }
        Matcher fixed = FIXED_COLUMNS.matcher(file.lowerName());
        if (!fixed.matches()) {
            return Optional.empty();
        }
        String year = fixed.group(1);
        String month = Optional.ofNullable(fixed.group(2)).orElse("jan").toUpperCase(Locale.ROOT);
        int quarter =
                switch (month) {
                    case "APR" -> 4;
                    case "JUL" -> 7;
                    case "OCT" -> 10;
                    default -> 1;
                };
        int fullYear = Integer.parseInt(year.length() == 2 ? "20" + year : year);
        return Optional.of(new Source(LocalDate.of(fullYear, quarter, 1), true, file));
    }
}
