package org.chartproof.terminology.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chartproof.terminology.BrokenInstallation;

/** Keeps the checksums of installed files in {@code installed.tsv}: file, bytes, SHA-256, contents. */
final class Receipts {

    static final String FILE = "installed.tsv";
    private static final String HEADING = "# Written by chartproof terminology install: file, bytes, SHA-256, contents";
    private static final int CELLS = 4;

    private Receipts() {}

    /** SHA-256 by file name; empty for a folder into which nothing was installed by the command. */
    static Map<String, String> checksums(Path folder) {
        Map<String, String> checksums = new TreeMap<>();
        for (String line : lines(folder)) {
            String[] cells = line.split("\t", -1);
            if (cells.length >= CELLS) {
                checksums.put(cells[0], cells[2]);
            }
        }
        return checksums;
    }

    /** Adds receipts; those of files that are there no more, or were installed again, go. */
    static void add(Path folder, List<Receipt> receipts) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : lines(folder)) {
            String file = line.split("\t", -1)[0];
            if (Files.exists(folder.resolve(file))) {
                rows.put(file, line);
            }
        }
        for (Receipt receipt : receipts) {
            List<String> contents = new ArrayList<>();
            receipt.contents().forEach(content -> contents.add(content.title() + " (" + content.entries() + ")"));
            rows.put(
                    receipt.file(),
                    String.join(
                            "\t",
                            receipt.file(),
                            Long.toString(receipt.bytes()),
                            receipt.sha256(),
                            String.join("; ", contents)));
        }
        List<String> all = new ArrayList<>(List.of(HEADING));
        all.addAll(rows.values());
        Path unfinished = Files.createTempFile(folder, ".installed-", ".tsv");
        Files.write(unfinished, all);
        Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }

    /** SHA-256 of a file, in hexadecimal. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<String> lines(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new BrokenInstallation(FILE, "cannot be read", "Delete it; the files beside it stay in force", e);
        }
    }
}
