package org.chartproof.terminology.icd10cm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.icd10cm.SourceFile.Kind;

/**
 * Finds the published files in a folder and the folders below it, by the names that their publishers give them, e.g. {@code
 * icd10cm-order-2026.txt}, {@code icd10cm_index_2017.xml}, {@code icd10cm-tabular-April-2026.xml}.
 */
final class InstalledFiles {

    private static final int MAX_DEPTH = 4;
    private static final int MAX_ENTRIES = 1_000;
    /** Named with a year of two digits since fiscal year 2022, of four before: POAexemptCodesFY26.txt, POAexemptCodes2021.txt. */
    private static final Pattern POA_EXEMPT = Pattern.compile("poaexemptcodes[-_]?(?:fy)?(?:20)?(\\d\\d)\\.txt");

    private static final Pattern YEAR = Pattern.compile("(20\\d\\d)");
    private static final Pattern TEXT = Pattern.compile("icd10cm[-_](order|codes)[-_].*\\.txt");
    private static final Pattern XML = Pattern.compile("icd10cm[-_](tabular|index|neoplasm|eindex|drug)[-_.].*");

    private InstalledFiles() {}

    /**
     * All files of ICD-10-CM below a folder, in a fixed order: plain ones before archived ones, then by name.
     *
     * @param folder may be absent: nothing is installed then
     * @param progress told of archives that were passed over
     */
    static List<SourceFile> in(Path folder, Consumer<String> progress) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH)) {
            paths = walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new BrokenInstallation(
                    folder.toString(), "cannot be listed", "Let the program's user read the folder", e);
        }
        List<SourceFile> plain = new ArrayList<>();
        List<SourceFile> archived = new ArrayList<>();
        for (Path path : paths) {
            String name = path.getFileName().toString();
            if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                archived.addAll(inArchive(path, progress));
            } else {
                recognise(name, path, Optional.empty()).ifPresent(plain::add);
            }
        }
        plain.addAll(archived);
        return plain;
    }

    private static List<SourceFile> inArchive(Path path, Consumer<String> progress) {
        List<SourceFile> found = new ArrayList<>();
        try (ZipFile archive = new ZipFile(path.toFile())) {
            if (archive.size() > MAX_ENTRIES) {
                progress.accept(path.getFileName() + " passed over: more than " + MAX_ENTRIES + " files in it");
                return List.of();
            }
            for (ZipEntry entry : archive.stream()
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList()) {
                String inside = entry.getName();
                recognise(inside.substring(inside.lastIndexOf('/') + 1), path, Optional.of(inside))
                        .ifPresent(found::add);
            }
        } catch (IOException e) {
            String name = path.getFileName().toString();
            if (name.toLowerCase(Locale.ROOT).contains("icd10cm")) {
                throw new BrokenInstallation(
                        name, "is no complete archive (" + e.getMessage() + ")", SourceFile.DOWNLOAD_AGAIN, e);
            }
            progress.accept(name + " passed over: no readable archive");
        }
        return found;
    }

    private static Optional<SourceFile> recognise(String name, Path path, Optional<String> entry) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("addenda") || lower.contains("addendum")) {
            return Optional.empty();
        }
        Matcher exempt = POA_EXEMPT.matcher(lower);
        if (exempt.matches()) {
            int year = 2000 + Integer.parseInt(exempt.group(1));
            return Optional.of(new SourceFile(Kind.POA_EXEMPT, Optional.of(year), path, entry));
        }
        return kind(lower).map(kind -> {
            Matcher year = YEAR.matcher(lower);
            return new SourceFile(
                    kind, year.find() ? Optional.of(Integer.valueOf(year.group(1))) : Optional.empty(), path, entry);
        });
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
