package org.chartproof.terminology.icd10cm;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells one build of this module from another, so that a vocabulary which another build has made is not used: how the books are
 * worded changes more often than the books.
 */
final class ProgramFingerprint {

    private ProgramFingerprint() {}

    /**
     * Adds the jar or class folder that this class comes from to a checksum.
     *
     * @return false if it cannot be told where that is
     */
    static boolean addProgram(MessageDigest digest) {
        Optional<Path> place = Optional.ofNullable(
                        ProgramFingerprint.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .flatMap(location -> {
                    try {
                        URI uri = location.toURI();
                        return uri.getScheme().equals("file") ? Optional.of(Path.of(uri)) : Optional.empty();
                    } catch (URISyntaxException e) {
                        return Optional.empty();
                    }
                });
        if (place.isEmpty()) {
            return false;
        }
        try {
            for (Path file : files(place.get())) {
                digest.update(Files.readAllBytes(file));
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> files(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        try (Stream<Path> walk = Files.walk(place)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
