/**
 * A code set and what a person types in, the codes that it may mean out, best first. Finds codes for people and programs that look one up;
 * never codes a note.
 */
@NullMarked
package org.chartproof.terminology.search;

import org.jspecify.annotations.NullMarked;
