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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.chartproof.terminology.Edition;

/**
 * Keeps an imported release in one file, so that a start reads arrays instead of 20 MB of XML.
 *
 * <p>Layout: {@code CPTC}, format version (4 bytes), SHA-256 of the published files (32), CRC-32C of the content (8), content. A
 * file of another format, of other sources or with a wrong checksum is not used and is written anew.
 *
 * @param folder where the files stand, one a release
 */
record ReleaseCache(Path folder) {

    private static final int MAGIC = 0x43505443;
    /** Raised with every change of what the importer reads or how it is written. */
    private static final int FORMAT = 3;

    private static final int HEADER = 4 + 4 + 32 + 8;

    /** The release made from these sources, if it is stored whole. */
    Optional<ReleaseContent> read(Edition edition, Collection<SourceFile> sources, Consumer<String> progress) {
        Path file = file(edition);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!isSound(bytes, checksum(sources))) {
                progress.accept(file.getFileName() + " is of other files or damaged: building it again");
                return Optional.empty();
            }
            return Optional.of(ReleaseCodec.decode(bytes, HEADER));
        } catch (IOException e) {
            progress.accept(file.getFileName() + " cannot be read: building it again");
            return Optional.empty();
        }
    }

    /** Stores a release; a folder that cannot be written costs time at the next start and nothing else. */
    void write(ReleaseContent content, Collection<SourceFile> sources, Consumer<String> progress) {
        byte[] body = ReleaseCodec.encode(content);
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.putInt(MAGIC).putInt(FORMAT).put(checksum(sources)).putLong(crc(body, 0));
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, "icd10cm-", ".part");
            try {
                byte[] whole = Arrays.copyOf(header.array(), HEADER + body.length);
                System.arraycopy(body, 0, whole, HEADER, body.length);
                Files.write(unfinished, whole);
                Files.move(
                        unfinished,
                        file(content.edition()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            progress.accept("could not keep the built release in " + folder + " (" + e.getMessage()
                    + "): the next start builds it again");
        }
    }

    Path file(Edition edition) {
        return folder.resolve("icd10cm-" + edition.version() + ".cpt");
    }

    private static boolean isSound(byte[] bytes, byte[] sources) {
        if (bytes.length <= HEADER) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, 0, HEADER);
        byte[] stored = new byte[sources.length];
        boolean known = header.getInt() == MAGIC && header.getInt() == FORMAT;
        header.get(stored);
        return known && Arrays.equals(stored, sources) && header.getLong() == crc(bytes, HEADER);
    }

    private static long crc(byte[] bytes, int begin) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, begin, bytes.length - begin);
        return crc.getValue();
    }

    private static byte[] checksum(Collection<SourceFile> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            sources.forEach(source -> source.digest(digest));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
