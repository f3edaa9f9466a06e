package org.chartproof.coding.mention;

import org.chartproof.terminology.Term;

/**
 * A stretch of note text that names something a code could stand for.
 *
 * @param begin first character in the normalised note text
 * @param end one past the last; {@code begin < end}
 * @param firstToken first of its tokens within its sentence
 * @param lastToken last of its tokens within its sentence, inclusive
 * @param term the entry of the Alphabetic Index, Tabular List or lexicon that it matched
 */
public record Mention(int begin, int end, int firstToken, int lastToken, Term term) {}
