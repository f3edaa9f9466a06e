package org.chartproof.terminology.hcc;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.file.PublishedFile;

/** Every model of every payment year that is installed. */
public final class RiskModels {

    private static final Pattern TABLE = Pattern.compile("ra_(dx_to_cc|hierarchies|labels)_(20\\d\\d)\\.csv");
    private static final Pattern OF_CMS = Pattern.compile("(20\\d\\d)[-_ ].*icd-?10.*mappings.*\\.(?:csv|xlsx)");

    private static final Pattern CMS_HCC = Pattern.compile("CMS-HCC V\\d\\d");

    /** @param year payment year */
    private record Key(int year, String model) {}

    private final List<RiskModel> models;

    private RiskModels(List<RiskModel> models) {
        this.models = models;
    }

    /** No model at all. */
    public static RiskModels none() {
        return new RiskModels(List.of());
    }

    /** What a file is by its name, e.g. {@code 2026 mapping}; empty if it has nothing to do with risk groups. */
    public static Optional<String> recognise(PublishedFile file) {
        Matcher table = TABLE.matcher(file.lowerName());
        if (table.matches()) {
            return Optional.of(table.group(2) + " " + (table.group(1).equals("dx_to_cc") ? "mapping" : table.group(1)));
        }
        Matcher cms = OF_CMS.matcher(file.lowerName());
        return cms.matches() ? Optional.of(cms.group(1) + " mapping") : Optional.empty();
    }

    /**
     * The models among some files.
     *
     * @throws BrokenInstallation if a file is cut off or lacks a column
     */
    public static RiskModels load(List<PublishedFile> files) {
        Map<Key, Map<String, Set<Integer>>> mappings = new LinkedHashMap<>();
        Map<Key, Map<Integer, String>> labels = new HashMap<>();
        Map<Key, Map<Integer, Set<Integer>>> hierarchies = new HashMap<>();
        for (PublishedFile file : files) {
            Matcher table = TABLE.matcher(file.lowerName());
            Matcher cms = OF_CMS.matcher(file.lowerName());
            if (cms.matches()) {
                int year = Integer.parseInt(cms.group(1));
                RiskFiles.ofCms(file).forEach((model, codes) -> mappings.putIfAbsent(new Key(year, model), codes));
            } else if (table.matches()) {
                int year = Integer.parseInt(table.group(2));
                switch (table.group(1)) {
                    case "dx_to_cc" ->
                        RiskFiles.mapping(file)
                                .forEach((model, codes) -> mappings.putIfAbsent(new Key(year, model), codes));
                    case "labels" ->
                        RiskFiles.labels(file).forEach((model, names) -> labels.put(new Key(year, model), names));
                    default ->
                        RiskFiles.hierarchies(file)
                                .forEach((model, below) -> hierarchies.put(new Key(year, model), below));
                }
            }
        }
        return new RiskModels(mappings.entrySet().stream()
                .map(entry -> new RiskModel(
                        entry.getKey().year(),
                        entry.getKey().model(),
                        entry.getValue(),
                        nearest(labels, entry.getKey()),
                        nearest(hierarchies, entry.getKey())))
                .toList());
    }

    /** Labels and hierarchies belong to a model and are the same each year, so another year's serve where a year has none. */
    private static <K, V> Map<K, V> nearest(Map<Key, Map<K, V>> tables, Key wanted) {
        Map<Integer, Map<K, V>> byYear = new TreeMap<>();
        tables.forEach((key, table) -> {
            if (key.model().equals(wanted.model())) {
                byYear.put(Math.abs(key.year() - wanted.year()), table);
            }
        });
        return byYear.values().stream().findFirst().orElse(Map.of());
    }

    /**
     * Reads one file, as a check of it.
     *
     * @return how many codes, labels or pairs of categories it has; 0 if it has nothing to do with risk groups
     * @throws BrokenInstallation if it is cut off or lacks a column
     */
    public static int check(PublishedFile file) {
        Matcher table = TABLE.matcher(file.lowerName());
        if (OF_CMS.matcher(file.lowerName()).matches()) {
            return count(RiskFiles.ofCms(file));
        }
        if (!table.matches()) {
            return 0;
        }
        return switch (table.group(1)) {
            case "dx_to_cc" -> count(RiskFiles.mapping(file));
            case "labels" -> count(RiskFiles.labels(file));
            default -> count(RiskFiles.hierarchies(file));
        };
    }

    private static int count(Map<String, ? extends Map<?, ?>> models) {
        return models.values().stream().mapToInt(Map::size).sum();
    }

    /** All models, in the order of their files. */
    public List<RiskModel> all() {
        return models;
    }

    /** The payment years, ascending. */
    public Set<Integer> years() {
        Set<Integer> years = new TreeSet<>();
        models.forEach(model -> years.add(model.year()));
        return years;
    }

    /**
     * The newest version of CMS-HCC that pays for the diagnoses of a day: that of the year after it. Where that year's is not installed, the
     * one before it, or else the one after it.
     */
    public Optional<RiskModel> cmsHcc(LocalDate day) {
        int wanted = day.getYear() + 1;
        Comparator<RiskModel> nearest = Comparator.comparing((RiskModel model) -> model.year() > wanted)
                .thenComparing(model -> Math.abs(model.year() - wanted))
                .thenComparing(RiskModel::name, Comparator.reverseOrder());
        return models.stream()
                .filter(model -> CMS_HCC.matcher(model.name()).matches())
                .min(nearest);
    }

    /**
     * One model.
     *
     * @param year payment year
     * @param name e.g. {@code CMS-HCC V28}, in any case
     */
    public Optional<RiskModel> model(int year, String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        return models.stream()
                .filter(model -> model.year() == year
                        && model.name().toUpperCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }
}
