package org.chartproof.terminology.icd10cm;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.chartproof.terminology.BrokenInstallation;

/**
 * One published file, plain or inside an archive.
 *
 * @param kind which book it is
 * @param year fiscal year by its name, e.g. 2026; empty if the name has none (the content then says)
 * @param path the file, or the archive that holds it
 * @param entry its name in the archive; empty for a plain file
 */
record SourceFile(Kind kind, Optional<Integer> year, Path path, Optional<String> entry) {

    /** Far above the largest official file (15 MB) and far below what would hurt: an archive that unpacks to more is refused. */
    static final long MAX_BYTES = 128L << 20;

    static final String DOWNLOAD_AGAIN = "Download the file again from its publisher and replace it";

    /** The books of one release. */
    enum Kind {
        ORDER,
        CODES,
        TABULAR,
        INDEX,
        NEOPLASM,
        EXTERNAL_CAUSES,
        DRUGS,
        POA_EXEMPT
    }

    /** What messages call it. */
    String name() {
        return path.getFileName() + entry.map(inside -> "!" + inside).orElse("");
    }

    /** What reads a stream of the file. */
    interface Reader<T> {
        T read(InputStream bytes) throws IOException;
    }

    /** Reads it, within the size limit. */
    <T> T read(Reader<T> reader) {
        try {
            if (entry.isEmpty()) {
                try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
                    return reader.read(new Limited(bytes, name()));
                }
            }
            try (ZipFile archive = new ZipFile(path.toFile())) {
                ZipEntry inside = archive.getEntry(entry.get());
                if (inside == null) {
                    throw new ZipException("no entry " + entry.get());
                }
                try (InputStream bytes = new BufferedInputStream(archive.getInputStream(inside), 1 << 16)) {
                    return reader.read(new Limited(bytes, name()));
                }
            }
        } catch (IOException e) {
            throw new BrokenInstallation(name(), "cannot be read (" + e.getMessage() + ")", DOWNLOAD_AGAIN, e);
        }
    }

    /** Adds name and content (of the archive, where it is in one) to a checksum. */
    void digest(MessageDigest digest) {
        try {
            digest.update(kind.name().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(entry.orElse("").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops reading at the size limit: the length that an archive states for an entry can be a lie. */
    private static final class Limited extends FilterInputStream {
        private final String name;
        private long left = MAX_BYTES;

        Limited(InputStream in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                count(1);
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = super.read(buffer, offset, length);
            if (got > 0) {
                count(got);
            }
            return got;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw new BrokenInstallation(name, "unpacks to more than " + (MAX_BYTES >> 20) + " MB", DOWNLOAD_AGAIN);
            }
        }
    }
}
