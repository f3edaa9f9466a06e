package org.chartproof.terminology.install;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.file.PublishedFile;
import org.chartproof.terminology.file.PublishedFiles;
import org.chartproof.terminology.hcc.RiskModel;
import org.chartproof.terminology.hcc.RiskModels;
import org.chartproof.terminology.hcpcs.HcpcsCodeSet;
import org.chartproof.terminology.hcpcs.HcpcsReleases;
import org.chartproof.terminology.history.CodeHistory;
import org.chartproof.terminology.icd10cm.Icd10cmReleases;
import org.chartproof.terminology.icd10pcs.Icd10pcsReleases;
import org.chartproof.terminology.icd10pcs.ProcedureCode;
import org.chartproof.terminology.icd10pcs.ProcedureCodeSet;
import org.chartproof.terminology.install.InstalledRelease.InstalledFile;
import org.chartproof.terminology.install.Publication.CodingSystem;
import org.chartproof.terminology.lexicon.Lexicon;
import org.chartproof.terminology.lexicon.LexiconSource;

/** Says what is installed in a folder, by loading it. */
public final class Inventory {

    private final List<Publication> publications;
    private final Map<String, String> recorded;
    private final Map<Path, String> checksums = new LinkedHashMap<>();

    private Inventory(List<Publication> publications, Map<String, String> recorded) {
        this.publications = publications;
        this.recorded = recorded;
    }

    /**
     * Every release in a folder, by system and date.
     *
     * @param folder may be absent: nothing is installed then
     * @param cache where built releases are kept between starts
     * @param progress told in a sentence what takes time or was passed over
     * @throws BrokenInstallation if a file there cannot be used
     * @throws IOException if a file cannot be read
     */
    public static List<InstalledRelease> of(Path folder, Optional<Path> cache, Consumer<String> progress)
            throws IOException {
        List<PublishedFile> files = PublishedFiles.in(folder, progress);
        Inventory inventory = new Inventory(Publication.among(files), Receipts.checksums(folder));
        List<InstalledRelease> releases = new ArrayList<>();
        for (CodeSet set : new Icd10cmReleases(LexiconSource.of(new Lexicon(List.of())), cache, progress).load(files)) {
            releases.add(inventory.diagnoses(set));
        }
        for (ProcedureCodeSet set : Icd10pcsReleases.load(files, progress)) {
            releases.add(inventory.procedures(set));
        }
        for (HcpcsCodeSet set : HcpcsReleases.load(files, progress)) {
            releases.add(inventory.supplies(set));
        }
        RiskModels models = RiskModels.load(files);
        for (int year : models.years()) {
            releases.add(inventory.riskGroups(year, models));
        }
        CodeHistory history = CodeHistory.load(files);
        if (history.size() > 0) {
            releases.add(inventory.release(
                    CodingSystem.HISTORY,
                    history.version(),
                    Optional.empty(),
                    Optional.empty(),
                    count(history.size()) + " added codes",
                    Collections.emptySortedMap()));
        }
        return releases;
    }

    private InstalledRelease diagnoses(CodeSet set) throws IOException {
        SortedMap<String, String> codes = new TreeMap<>();
        for (BillableCode code : set.codes()) {
            codes.put(code.value(), code.display());
        }
        List<String> counts = new ArrayList<>(List.of(count(codes.size()) + " codes"));
        addCount(counts, set.index().size(), " index entries");
        addCount(counts, set.externalCauses().size(), " external cause entries");
        addCount(counts, set.drugs().entries().size(), " drugs");
        addCount(
                counts,
                (int) codes.keySet().stream().filter(set::poaExempt).count(),
                " exempt from present on admission");
        return release(
                CodingSystem.ICD_10_CM,
                set.release().version(),
                Optional.of(set.release().firstDay()),
                Optional.of(set.release().lastDay()),
                String.join(", ", counts),
                codes);
    }

    private InstalledRelease procedures(ProcedureCodeSet set) throws IOException {
        SortedMap<String, String> codes = new TreeMap<>();
        for (ProcedureCode code : set.codes().values()) {
            if (code.billable()) {
                codes.put(code.code(), code.title());
            }
        }
        List<String> counts = new ArrayList<>(List.of(count(codes.size()) + " codes"));
        set.tables().ifPresent(tables -> counts.add(count(tables.size()) + " tables of " + tables.year()));
        addCount(counts, set.index().size(), " index entries");
        return release(
                CodingSystem.ICD_10_PCS,
                set.version(),
                Optional.of(set.firstDay()),
                Optional.of(set.lastDay()),
                String.join(", ", counts),
                codes);
    }

    private InstalledRelease supplies(HcpcsCodeSet set) throws IOException {
        SortedMap<String, String> codes = new TreeMap<>();
        set.codes().values().forEach(code -> codes.put(code.code(), code.longDescription()));
        return release(
                CodingSystem.HCPCS,
                set.version(),
                Optional.of(set.firstDay()),
                Optional.empty(),
                count(codes.size()) + " codes and modifiers",
                codes);
    }

    private InstalledRelease riskGroups(int year, RiskModels models) throws IOException {
        SortedMap<String, String> codes = new TreeMap<>();
        List<String> counts = new ArrayList<>();
        for (RiskModel model : models.all()) {
            if (model.year() == year) {
                counts.add(model.name() + " " + count(model.categories().size()));
                model.categories()
                        .forEach((code, categories) ->
                                codes.put(model.name() + " " + code, new TreeSet<>(categories).toString()));
            }
        }
        return release(
                CodingSystem.HCC,
                Integer.toString(year),
                Optional.of(LocalDate.of(year, 1, 1)),
                Optional.of(LocalDate.of(year, 12, 31)),
                String.join(", ", counts),
                codes);
    }

    private InstalledRelease release(
            CodingSystem system,
            String version,
            Optional<LocalDate> firstDay,
            Optional<LocalDate> lastDay,
            String counts,
            SortedMap<String, String> codes)
            throws IOException {
        return new InstalledRelease(
                system.title(),
                version,
                firstDay,
                lastDay,
                counts,
                files(system, version),
                Collections.unmodifiableSortedMap(codes));
    }

    private List<InstalledFile> files(CodingSystem system, String version) throws IOException {
        Map<Path, InstalledFile> files = new LinkedHashMap<>();
        for (Publication publication : publications) {
            Path path = publication.file().path();
            if (publication.system() == system && publication.release().equals(version) && !files.containsKey(path)) {
                String name = path.getFileName().toString();
                String sum = checksum(path);
                boolean changed = recorded.containsKey(name) && !sum.equals(recorded.get(name));
                files.put(path, new InstalledFile(name, sum, changed));
            }
        }
        return List.copyOf(files.values());
    }

    private String checksum(Path path) throws IOException {
        String known = checksums.get(path);
        if (known == null) {
            known = Receipts.sha256(path);
            checksums.put(path, known);
        }
        return known;
    }

    private static void addCount(List<String> counts, int number, String what) {
        if (number > 0) {
            counts.add(count(number) + what);
        }
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
