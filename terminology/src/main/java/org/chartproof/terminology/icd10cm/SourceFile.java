package org.chartproof.terminology.icd10cm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.chartproof.terminology.Edition;
import org.chartproof.terminology.file.PublishedFile;

/**
 * One published file of ICD-10-CM.
 *
 * @param kind which book it is
 * @param edition the edition by its name; empty if the name has no year (the content then says)
 * @param file where it is
 */
record SourceFile(Kind kind, Optional<Edition> edition, PublishedFile file) {

    static final String DOWNLOAD_AGAIN = PublishedFile.DOWNLOAD_AGAIN;

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
        return file.name();
    }

    /** Reads it, within the size limit. */
    <T> T read(PublishedFile.Reader<T> reader) {
        return file.read(reader);
    }

    /** Adds kind and name to a checksum. */
    void digestName(MessageDigest digest) {
        digest.update((kind.name() + name()).getBytes(StandardCharsets.UTF_8));
    }
}
