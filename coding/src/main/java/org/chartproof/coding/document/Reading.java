package org.chartproof.coding.document;

/** What came of reading a document's content. */
public sealed interface Reading {

    /**
     * It has text.
     *
     * @param text normalised: what offsets of evidence count in
     * @param source where each character of the text stands in the content
     */
    record Readable(NoteText text, SourceMap source) implements Reading {}

    /** It is an image, or a PDF whose pages are images. */
    record NeedsOcr(String reason) implements Reading {}

    /** Its kind is one that we don't read. */
    record Unsupported(String mediaType) implements Reading {}

    /**
     * It is of a kind that we read, but broken, encrypted, empty or too large.
     *
     * @param reason for an operator; quotes nothing of the content
     */
    record Unreadable(String reason) implements Reading {}
}
