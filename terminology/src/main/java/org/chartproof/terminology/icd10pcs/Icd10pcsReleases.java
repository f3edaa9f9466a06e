package org.chartproof.terminology.icd10pcs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.Edition;
import org.chartproof.terminology.file.PublishedFile;

/** Loads every edition of ICD-10-PCS whose order file is installed. */
public final class Icd10pcsReleases {

    private static final Pattern NAME =
            Pattern.compile("icd10pcs[-_](order|tables|index)[-_].*\\.(?:txt|xml)|.*icd10pcs[-_ ]order.*\\.txt");

    private enum Kind {
        ORDER,
        TABLES,
        INDEX
    }

    private record Source(Kind kind, Edition edition, PublishedFile file) {}

    private Icd10pcsReleases() {}

    /**
     * What a file is, by its name: version and book, e.g. {@code 2026 order}.
     *
     * @return empty if it is none of ICD-10-PCS's
     */
    public static Optional<String> recognise(PublishedFile file) {
        return source(file)
                .map(source ->
                        source.edition().version() + " " + source.kind().name().toLowerCase(Locale.ROOT));
    }

    /**
     * The editions among some files, oldest first.
     *
     * @param progress told of files that were passed over
     * @throws BrokenInstallation if an order file is cut off or damaged; Tables and Index are read when they are first asked for
     */
    public static List<ProcedureCodeSet> load(List<PublishedFile> files, Consumer<String> progress) {
        Map<Edition, Map<Kind, PublishedFile>> byEdition = new TreeMap<>();
        for (PublishedFile file : files) {
            source(file).ifPresent(source -> {
                PublishedFile first = byEdition
                        .computeIfAbsent(source.edition(), none -> new EnumMap<>(Kind.class))
                        .putIfAbsent(source.kind(), file);
                if (first != null) {
                    progress.accept(file.name() + " passed over: " + first.name() + " is used");
                }
            });
        }
        List<ProcedureCodeSet> sets = new ArrayList<>();
        Optional<Source> tables = Optional.empty();
        Optional<Source> index = Optional.empty();
        for (Map.Entry<Edition, Map<Kind, PublishedFile>> entry : byEdition.entrySet()) {
            Edition edition = entry.getKey();
            tables = of(entry, Kind.TABLES).or(keep(tables));
            index = of(entry, Kind.INDEX).or(keep(index));
            Optional<Source> order = of(entry, Kind.ORDER);
            Optional<Source> tablesHere = tables;
            Optional<Source> indexHere = index;
            if (order.isPresent()) {
                sets.add(new ProcedureCodeSet(
                        edition,
                        ProcedureFiles.orderFile(order.get().file()),
                        () -> tablesHere.map(from -> ProcedureFiles.tables(
                                from.file(), from.edition().year())),
                        () -> indexHere
                                .map(from -> ProcedureFiles.index(
                                        from.file(), from.edition().year()))
                                .orElse(List.of())));
            }
        }
        return List.copyOf(sets);
    }

    /**
     * Reads one file, as a check of it.
     *
     * @return how many codes, tables or main terms it has; 0 if it is none of ICD-10-PCS's
     * @throws BrokenInstallation if it is cut off, damaged or of another year than its name says
     */
    public static int check(PublishedFile file) {
        return source(file)
                .map(source -> switch (source.kind()) {
                    case TABLES ->
                        ProcedureFiles.tables(file, source.edition().year()).size();
                    case INDEX ->
                        ProcedureFiles.index(file, source.edition().year()).size();
                    case ORDER -> ProcedureFiles.orderFile(file).size();
                })
                .orElse(0);
    }

    private static Supplier<Optional<Source>> keep(Optional<Source> earlier) {
        return () -> earlier;
    }

    private static Optional<Source> of(Map.Entry<Edition, Map<Kind, PublishedFile>> entry, Kind kind) {
        return Optional.ofNullable(entry.getValue().get(kind)).map(file -> new Source(kind, entry.getKey(), file));
    }

    private static Optional<Source> source(PublishedFile file) {
        String name = file.lowerName();
        Matcher matcher = NAME.matcher(name);
        if (name.contains("addenda") || !matcher.matches()) {
            return Optional.empty();
        }
        String book = matcher.group(1) == null ? "order" : matcher.group(1);
        return Edition.named(name, file.lowerPathName())
                .map(edition -> new Source(Kind.valueOf(book.toUpperCase(Locale.ROOT)), edition, file));
    }
}
