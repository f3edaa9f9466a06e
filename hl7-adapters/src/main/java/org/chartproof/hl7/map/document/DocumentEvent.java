package org.chartproof.hl7.map.document;

/** What a message tells of a document. */
enum DocumentEvent {
    /** T01, T02: there is one. */
    ORIGINAL,
    /** T03, T04: its status has changed. */
    STATUS,
    /** T05, T06: one that adds to another. */
    ADDENDUM,
    /** T07, T08: it was edited, under its number. */
    EDIT,
    /** T09, T10: one that replaces another. */
    REPLACEMENT,
    /** T11: it was made by mistake. */
    CANCELLATION
}
