package org.chartproof.terminology.install;

import java.util.List;

/**
 * What was installed from one file.
 *
 * @param file its name in the folder
 * @param bytes its length
 * @param sha256 of its content, in hexadecimal
 * @param contents what it holds, e.g. {@code ICD-10-CM 2026 tabular}, with the number of entries
 */
public record Receipt(String file, long bytes, String sha256, List<Content> contents) {

    /**
     * One book in a file.
     *
     * @param title system, release and book
     * @param entries how many codes, terms or rows it has
     */
    public record Content(String title, int entries) {}

    public Receipt {
        contents = List.copyOf(contents);
    }
}
