package org.chartproof.terminology.icd10cm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.Edition;
import org.chartproof.terminology.Term;

/**
 * Keeps an imported release in one file and its vocabulary in another, so that a start reads arrays instead of 20 MB of XML.
 *
 * <p>Layout: {@code CPTC}, format version (4 bytes), SHA-256 of what it was made of (32), CRC-32C of the content (8), content. A
 * file of another format, of other sources or with a wrong checksum is not used and is written anew.
 *
 * @param folder where the files stand, two a release
 */
record ReleaseCache(Path folder) {

    private static final int MAGIC = 0x43505443;
    /** Raised with every change of what the importer reads or how it is written. */
    private static final int FORMAT = 4;

    private static final int HEADER = 4 + 4 + 32 + 8;

    /** The release made from these sources, if it is stored whole. */
    Optional<ReleaseContent> read(Edition edition, byte[] identity, Consumer<String> progress) {
        return read(file(edition), identity, progress).map(bytes -> ReleaseCodec.decode(bytes, HEADER));
    }

    /** Stores a release; a folder that cannot be written costs time at the next start and nothing else. */
    void write(ReleaseContent content, byte[] identity, Consumer<String> progress) {
        write(file(content.edition()), identity, ReleaseCodec.encode(content), progress);
    }

    /** The vocabulary made from these sources by this build of the program, if it is stored whole. */
    Optional<List<Term>> readTerms(ReleaseContent content, byte[] identity, Consumer<String> progress) {
        return read(termsFile(content.edition()), identity, progress)
                .map(bytes -> TermCodec.decode(bytes, HEADER, content.table()));
    }

    /** Stores a vocabulary. */
    void writeTerms(ReleaseContent content, List<Term> terms, byte[] identity, Consumer<String> progress) {
        CodeTable table = content.table();
        write(termsFile(content.edition()), identity, TermCodec.encode(terms, table), progress);
    }

    Path file(Edition edition) {
        return folder.resolve("icd10cm-" + edition.version() + ".cpt");
    }

    Path termsFile(Edition edition) {
        return folder.resolve("icd10cm-" + edition.version() + "-terms.cpt");
    }

    /** The checksum of some files: their kinds, their names, and the content of each file or archive once. */
    static byte[] identity(Collection<SourceFile> sources) {
        MessageDigest digest = sha256();
        Set<Path> read = new HashSet<>();
        for (SourceFile source : sources) {
            source.digestName(digest);
            if (read.add(source.file().path())) {
                source.file().digest(digest);
            }
        }
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Optional<byte[]> read(Path file, byte[] identity, Consumer<String> progress) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (isSound(bytes, identity)) {
                return Optional.of(bytes);
            }
            progress.accept(file.getFileName() + " is of other files or damaged: building it again");
        } catch (IOException e) {
            progress.accept(file.getFileName() + " cannot be read: building it again");
        }
        return Optional.empty();
    }

    private void write(Path file, byte[] identity, byte[] body, Consumer<String> progress) {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.putInt(MAGIC).putInt(FORMAT).put(identity).putLong(crc(body, 0));
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, "icd10cm-", ".part");
            try {
                byte[] whole = Arrays.copyOf(header.array(), HEADER + body.length);
                System.arraycopy(body, 0, whole, HEADER, body.length);
                Files.write(unfinished, whole);
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            progress.accept("could not keep the built release in " + folder + " (" + e.getMessage()
                    + "): the next start builds it again");
        }
    }

    private static boolean isSound(byte[] bytes, byte[] identity) {
        if (bytes.length <= HEADER) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, 0, HEADER);
        byte[] stored = new byte[identity.length];
        boolean known = header.getInt() == MAGIC && header.getInt() == FORMAT;
        header.get(stored);
        return known && Arrays.equals(stored, identity) && header.getLong() == crc(bytes, HEADER);
    }

    private static long crc(byte[] bytes, int begin) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, begin, bytes.length - begin);
        return crc.getValue();
    }
}
