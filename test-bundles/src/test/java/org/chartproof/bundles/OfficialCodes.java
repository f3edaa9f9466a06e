package org.chartproof.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;

/** Billable codes as the publishers' files have them, read without the terminology module; tests that need them are skipped without. */
public final class OfficialCodes {

    private static final Path SHARED = Path.of(
            System.getProperty("chartproof.shared", System.getenv().getOrDefault("CHARTPROOF_SHARED", "../../shared")));

    private OfficialCodes() {}

    /** Codes without dot.
     *
     * @param zip with CMS's code file (code and title) or its order file (number, code, whether billable, titles)
     * @param file the end of its name in the zip
     */
    public static Set<String> billable(String zip, String file) throws IOException {
        Path path = SHARED.resolve("terminology/icd10cm").resolve(zip);
        Assumptions.assumeTrue(Files.exists(path), () -> "needs the official code set at " + path);
        boolean order = file.contains("order");
        Set<String> codes = lines(path, file).stream()
                .filter(line -> !order || line.charAt(14) == '1')
                .map(line -> line.substring(order ? 6 : 0, order ? 13 : 7).strip())
                .collect(Collectors.toSet());
        assertThat(codes).hasSizeGreaterThan(70_000);
        return codes;
    }

    private static List<String> lines(Path zip, String file) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(file)) {
                    List<String> lines = new ArrayList<>();
                    BufferedReader reader =
                            new BufferedReader(new InputStreamReader(entries, StandardCharsets.ISO_8859_1));
                    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                        if (!line.isBlank()) {
                            lines.add(line);
                        }
                    }
                    return lines;
                }
            }
        }
        throw new IllegalStateException(zip + " has no " + file);
    }
}
