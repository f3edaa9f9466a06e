/**
 * Candidates in, what the Official Guidelines let be reported out, in claim order. Each rule has a name and cites its section.
 */
@NullMarked
package org.chartproof.coding.guideline;

import org.jspecify.annotations.NullMarked;
