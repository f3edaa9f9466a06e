package org.chartproof.coding.mention;

/** What a token is for a term whose other words stand on both sides of it. */
enum WordClass {
    /** Carries no meaning within a term. */
    SMALL,
    /** Joins things of one kind: "and", "or", a slash. */
    JOINS,
    /** A hyphen or an apostrophe. */
    HYPHEN,
    /** A comma. */
    COMMA,
    /** A parenthesis. */
    PARENTHESIS,
    /** Says which, how much or since when, and is passed over where no term has it (nonessential modifier, I.A.7). */
    MODIFIER,
    /** The side, an attribute of its own. */
    SIDE,
    /** Names a condition by itself: what stands beyond it belongs to that. */
    HEAD,
    /** Any other word. */
    OTHER,
    /** Ends what can belong together. */
    BREAK
}
