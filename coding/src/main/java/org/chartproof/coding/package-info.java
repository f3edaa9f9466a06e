/**
 * The coding engine: notes and encounter facts in, a coded encounter out, as a pure function.
 *
 * <p>document, section, sentence, mention, assertion, candidate, guideline, confidence: one package a step, in that order. Same
 * notes, facts, code sets and engine version give the same result. Knows no FHIR, no Spring, no database, no network, no clock.
 */
@NullMarked
package org.chartproof.coding;

import org.jspecify.annotations.NullMarked;
