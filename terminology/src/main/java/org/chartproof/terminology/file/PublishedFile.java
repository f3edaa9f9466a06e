package org.chartproof.terminology.file;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.chartproof.terminology.BrokenInstallation;

/**
 * One published file, plain or inside an archive.
 *
 * @param path the file, or the archive that holds it
 * @param entry its name in the archive; empty for a plain file
 */
public record PublishedFile(Path path, Optional<String> entry) {

    /** Far above the largest official file (15 MB) and far below what would hurt: an archive that unpacks to more is refused. */
    public static final long MAX_BYTES = 128L << 20;

    /** The official files shrink to a seventh at most; what shrinks to less than this share of its size is a bomb. */
    static final int MAX_RATIO = 200;

    /** What to do about most broken files. */
    public static final String DOWNLOAD_AGAIN = "Download the file again from its publisher and replace it";

    /** What messages call it. */
    public String name() {
        return path.getFileName() + entry.map(inside -> "!" + inside).orElse("");
    }

    /** The last part of its name, in lower case: what it is recognised by. */
    public String lowerName() {
        String full = entry.orElse(path.getFileName().toString());
        return full.substring(full.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** The name of the plain file or archive, in lower case. */
    public String lowerPathName() {
        return path.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** An error about this file. */
    public BrokenInstallation broken(String problem) {
        return new BrokenInstallation(name(), problem, DOWNLOAD_AGAIN);
    }

    /** What reads a stream of the file. */
    public interface Reader<T> {
        /** Reads to its end and closes nothing. */
        T read(InputStream bytes) throws IOException;
    }

    /** What takes one line. */
    public interface LineReader {
        /**
         * Takes a line.
         *
         * @param number counted from 1
         * @throws IllegalArgumentException with what is wrong, as it follows the words "line 7"
         */
        void read(String line, int number);
    }

    /**
     * Reads it, within the size limit.
     *
     * @throws BrokenInstallation if it can't be read or unpacks to more than the limit
     */
    public <T> T read(Reader<T> reader) {
        try {
            if (entry.isEmpty()) {
                try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
                    return reader.read(new LimitedStream(bytes, name(), MAX_BYTES));
                }
            }
            try (ZipFile archive = new ZipFile(path.toFile())) {
                ZipEntry inside = archive.getEntry(entry.get());
                if (inside == null) {
                    throw new ZipException("no entry " + entry.get());
                }
                // The length that an archive states for an entry can be a lie: what comes out is counted.
                long most = Math.min(MAX_BYTES, Math.max(1L << 20, inside.getCompressedSize() * MAX_RATIO));
                try (InputStream bytes = new BufferedInputStream(archive.getInputStream(inside), 1 << 16)) {
                    return reader.read(new LimitedStream(bytes, name(), most));
                }
            }
        } catch (IOException e) {
            throw new BrokenInstallation(name(), "cannot be read (" + e.getMessage() + ")", DOWNLOAD_AGAIN, e);
        }
    }

    /**
     * Reads it line by line, blank lines left out.
     *
     * @throws BrokenInstallation if it has no lines, or with the number of the line that the reader refused
     */
    public void lines(Charset charset, LineReader reader) {
        read(bytes -> {
            BufferedReader text = new BufferedReader(new InputStreamReader(bytes, charset));
            int number = 0;
            int used = 0;
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                used++;
                try {
                    reader.read(line, number);
                } catch (IllegalArgumentException e) {
                    throw new BrokenInstallation(name(), "line " + number + " " + e.getMessage(), DOWNLOAD_AGAIN, e);
                }
            }
            if (used == 0) {
                throw broken("is empty");
            }
            return used;
        });
    }

    /**
     * Reads it through to see that it is whole; in an archive also against the checksum that the archive states.
     *
     * @return its length in bytes, unpacked
     * @throws BrokenInstallation if it is empty, damaged or unpacks to more than the limit
     */
    public long verify() {
        CRC32 sum = new CRC32();
        long length = read(bytes -> {
            byte[] buffer = new byte[1 << 16];
            long read = 0;
            for (int got = bytes.read(buffer); got >= 0; got = bytes.read(buffer)) {
                sum.update(buffer, 0, got);
                read += got;
            }
            return read;
        });
        if (length == 0) {
            throw broken("is empty");
        }
        if (entry.isPresent() && sum.getValue() != statedSum(entry.get())) {
            throw broken("is damaged: its checksum is not the one that the archive states");
        }
        return length;
    }

    private long statedSum(String inside) {
        try (ZipFile archive = new ZipFile(path.toFile())) {
            ZipEntry found = archive.getEntry(inside);
            return found == null ? -1 : found.getCrc();
        } catch (IOException e) {
            throw new BrokenInstallation(name(), "cannot be read (" + e.getMessage() + ")", DOWNLOAD_AGAIN, e);
        }
    }

    /** Adds the content of the file, or of the whole archive that it is in, to a checksum. */
    public void digest(MessageDigest digest) {
        try {
            digest.update(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
