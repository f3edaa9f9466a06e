package org.chartproof.terminology.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.file.PublishedFile;
import org.chartproof.terminology.file.PublishedFiles;
import org.chartproof.terminology.icd10cm.Icd10cmReleases;
import org.chartproof.terminology.install.Publication.CodingSystem;
import org.chartproof.terminology.lexicon.Lexicon;
import org.chartproof.terminology.lexicon.LexiconSource;

/**
 * Puts published files into the folder that code sets are loaded from. Each is copied into a hidden folder there, read as what its
 * name says it is, and checked against the files of its edition; only when all are found good are they moved in place.
 */
public final class Installer {

    /** Told how far it is; the sum of what it is told is not above what was announced. */
    public interface Listener {
        /**
         * A stretch of work begins.
         *
         * @param task a word or two
         * @param total how many steps it has; bytes for copying, files for checking
         */
        void begins(String task, long total);

        /** Some steps of it are done. */
        void advances(long steps);
    }

    /** No official archive is near it. */
    private static final long MAX_BYTES = 512L << 20;

    private final Path folder;
    private final Listener listener;

    /**
     * @param folder the folder to install into; made if it is absent
     * @param listener told how far it is
     */
    public Installer(Path folder, Listener listener) {
        this.folder = folder;
        this.listener = listener;
    }

    /**
     * Installs a file, or all known files of a folder.
     *
     * @param source a file as downloaded, packed or unpacked, or a folder of such, at most four folders deep
     * @return what was installed, one receipt a file
     * @throws BrokenInstallation if a file is not known, not whole, of another year than it says, or in conflict with what is
     *     there; nothing has changed then
     * @throws IOException if the folder cannot be written
     */
    public List<Receipt> install(Path source) throws IOException {
        List<Path> sources = sources(source);
        Files.createDirectories(folder);
        Path incoming = Files.createTempDirectory(folder, ".incoming-");
        try {
            Map<Path, String> checksums = copy(sources, incoming);
            List<PublishedFile> files = new ArrayList<>();
            checksums.keySet().forEach(path -> files.addAll(PublishedFiles.of(path)));
            List<Publication> publications = Publication.among(files);
            if (publications.isEmpty()) {
                throw unknown(source);
            }
            List<Path> replaced = replaced(publications);
            Map<Path, List<Receipt.Content>> contents = check(publications);
            checkTogether(publications, replaced);
            List<Receipt> receipts = new ArrayList<>();
            for (Map.Entry<Path, List<Receipt.Content>> entry : contents.entrySet()) {
                Path path = entry.getKey();
                receipts.add(new Receipt(
                        path.getFileName().toString(),
                        Files.size(path),
                        Optional.ofNullable(checksums.get(path)).orElse(""),
                        entry.getValue()));
            }
            moveInPlace(contents.keySet(), replaced);
            Receipts.add(folder, receipts);
            return receipts;
        } finally {
            deleteAll(incoming);
        }
    }

    private static BrokenInstallation unknown(Path source) {
        return new BrokenInstallation(
                source.getFileName().toString(),
                "holds no file of ICD-10-CM, ICD-10-PCS, HCPCS Level II or CMS-HCC that is known by its name",
                "Keep the name that the publisher gave, for instance icd10cm-order-2026.txt");
    }

    private List<Path> sources(Path source) {
        if (!Files.exists(source)) {
            throw new BrokenInstallation(source.toString(), "is not there", "Give the path of a file or folder");
        }
        if (!Files.isDirectory(source)) {
            return List.of(source);
        }
        if (source.toAbsolutePath().normalize().equals(folder.toAbsolutePath().normalize())) {
            throw new BrokenInstallation(
                    source.toString(),
                    "is the folder to install into",
                    "Give the folder that files were downloaded to");
        }
        List<Path> known = new ArrayList<>();
        for (Path path : PublishedFiles.paths(source)) {
            if (!Publication.among(PublishedFiles.of(path)).isEmpty()) {
                known.add(path);
            }
        }
        if (known.isEmpty()) {
            throw unknown(source);
        }
        return known;
    }

    private Map<Path, String> copy(List<Path> sources, Path incoming) throws IOException {
        long total = 0;
        for (Path source : sources) {
            long size = Files.size(source);
            if (size == 0 || size > MAX_BYTES) {
                throw new BrokenInstallation(
                        source.getFileName().toString(),
                        size == 0 ? "is empty" : "is larger than " + (MAX_BYTES >> 20) + " MB",
                        PublishedFile.DOWNLOAD_AGAIN);
            }
            total += size;
        }
        listener.begins("Copying", total);
        Map<Path, String> checksums = new LinkedHashMap<>();
        for (Path source : sources) {
            Path copy = incoming.resolve(source.getFileName());
            if (checksums.containsKey(copy)) {
                throw new BrokenInstallation(
                        source.getFileName().toString(), "is there twice", "Keep one of them and install again");
            }
            checksums.put(copy, copy(source, copy));
        }
        return checksums;
    }

    private String copy(Path source, Path copy) throws IOException {
        MessageDigest digest = Receipts.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(copy), digest)) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                out.write(buffer, 0, got);
                listener.advances(got);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The installed files all of whose books are among the new ones. */
    private List<Path> replaced(List<Publication> fresh) {
        Set<String> titles = new HashSet<>();
        fresh.forEach(publication -> titles.add(publication.title()));
        List<Path> replaced = new ArrayList<>();
        for (Path path : PublishedFiles.paths(folder)) {
            List<String> there =
                    installed(path).stream().map(Publication::title).toList();
            if (!there.isEmpty() && titles.containsAll(there)) {
                replaced.add(path);
            } else {
                there.stream().filter(titles::contains).findFirst().ifPresent(title -> {
                    throw new BrokenInstallation(
                            path.getFileName().toString(),
                            "is installed and holds " + title + " together with other books",
                            "Move it out of " + folder + " and install again");
                });
            }
        }
        return replaced;
    }

    /** What an installed file holds; nothing if it is broken, so that a new one can take its place. */
    private static List<Publication> installed(Path path) {
        try {
            return Publication.among(PublishedFiles.of(path));
        } catch (BrokenInstallation e) {
            return List.of();
        }
    }

    private Map<Path, List<Receipt.Content>> check(List<Publication> publications) {
        listener.begins("Checking", publications.size());
        Map<Path, List<Receipt.Content>> contents = new LinkedHashMap<>();
        for (Publication publication : publications) {
            publication.file().verify();
            contents.computeIfAbsent(publication.file().path(), none -> new ArrayList<>())
                    .add(new Receipt.Content(publication.title(), publication.check()));
            listener.advances(1);
        }
        return contents;
    }

    /** Reads the editions of ICD-10-CM that files were added to as a server would at its next start. */
    private void checkTogether(List<Publication> fresh, List<Path> replaced) {
        Set<String> editions = new HashSet<>();
        List<PublishedFile> files = new ArrayList<>();
        for (Publication publication : fresh) {
            if (publication.system() == CodingSystem.ICD_10_CM) {
                editions.add(publication.release());
                files.add(publication.file());
            }
        }
        for (Path path : PublishedFiles.paths(folder)) {
            if (!replaced.contains(path)) {
                for (Publication publication : installed(path)) {
                    if (publication.system() == CodingSystem.ICD_10_CM && editions.contains(publication.release())) {
                        files.add(publication.file());
                    }
                }
            }
        }
        if (!files.isEmpty()) {
            new Icd10cmReleases(LexiconSource.of(new Lexicon(List.of())), Optional.empty(), line -> {})
                    .checkTogether(files);
        }
    }

    private void moveInPlace(Set<Path> fresh, List<Path> replaced) throws IOException {
        for (Path old : replaced) {
            Path away = Files.createDirectories(folder.resolve(PublishedFiles.REPLACED));
            Files.move(old, away.resolve(old.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        for (Path path : fresh) {
            Files.move(path, folder.resolve(path.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteAll(Path incoming) throws IOException {
        try (Stream<Path> walk = Files.walk(incoming)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
