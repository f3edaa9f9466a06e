package org.chartproof.terminology.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.chartproof.terminology.BrokenInstallation;

/** Lists the files below a folder and in the archives there. */
public final class PublishedFiles {

    /** Files that a newer one has replaced are kept below a folder of this name and read no more. */
    public static final String REPLACED = "replaced";

    private static final int MAX_DEPTH = 4;
    private static final int MAX_ENTRIES = 1_000;
    private static final Pattern OURS = Pattern.compile("icd10cm|icd10pcs|hcpc|poaexempt|icd-10-cm");

    private PublishedFiles() {}

    /**
     * All files below a folder, at most four folders deep, in a fixed order: plain ones before archived ones, then by name.
     *
     * @param folder may be absent: nothing is installed then
     * @param progress told of archives that were passed over
     * @throws BrokenInstallation if an archive whose name is that of a code system's cannot be opened
     */
    public static List<PublishedFile> in(Path folder, Consumer<String> progress) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<PublishedFile> plain = new ArrayList<>();
        List<PublishedFile> archived = new ArrayList<>();
        for (Path path : paths(folder)) {
            if (!isArchive(path)) {
                plain.add(new PublishedFile(path, Optional.empty()));
                continue;
            }
            try {
                archived.addAll(inArchive(path));
            } catch (BrokenInstallation e) {
                if (OURS.matcher(lower(path)).find()) {
                    throw e;
                }
                progress.accept(path.getFileName() + " passed over: no readable archive");
            }
        }
        plain.addAll(archived);
        return plain;
    }

    /** The plain files and archives themselves, sorted by their paths. */
    public static List<Path> paths(Path folder) {
        try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH)) {
            return walk.filter(path -> Files.isRegularFile(path) && isRead(folder.relativize(path)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BrokenInstallation(
                    folder.toString(), "cannot be listed", "Let the program's user read the folder", e);
        }
    }

    /** The files that a path stands for: itself, or what is in the archive. */
    public static List<PublishedFile> of(Path path) {
        return isArchive(path) ? inArchive(path) : List.of(new PublishedFile(path, Optional.empty()));
    }

    private static List<PublishedFile> inArchive(Path path) {
        String name = path.getFileName().toString();
        List<PublishedFile> found = new ArrayList<>();
        try (ZipFile archive = new ZipFile(path.toFile())) {
            if (archive.size() > MAX_ENTRIES) {
                throw new BrokenInstallation(
                        name, "holds more than " + MAX_ENTRIES + " files", PublishedFile.DOWNLOAD_AGAIN);
            }
            for (ZipEntry entry : archive.stream()
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList()) {
                if (leadsOut(entry.getName())) {
                    throw new BrokenInstallation(name, "names a file outside of itself", PublishedFile.DOWNLOAD_AGAIN);
                }
                if (!entry.isDirectory()) {
                    found.add(new PublishedFile(path, Optional.of(entry.getName())));
                }
            }
        } catch (IOException e) {
            throw new BrokenInstallation(
                    name, "is no complete archive (" + e.getMessage() + ")", PublishedFile.DOWNLOAD_AGAIN, e);
        }
        return found;
    }

    /** Nothing is ever unpacked to disk, so such a name could do no harm; it still says that the archive is not the publisher's. */
    private static boolean leadsOut(String entry) {
        return entry.startsWith("/")
                || entry.startsWith("\\")
                || List.of(entry.split("[/\\\\]")).contains("..");
    }

    /** Hidden files and folders, and what was replaced, are not read. */
    private static boolean isRead(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".") || part.toString().equals(REPLACED)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isArchive(Path path) {
        return lower(path).endsWith(".zip");
    }

    private static String lower(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
