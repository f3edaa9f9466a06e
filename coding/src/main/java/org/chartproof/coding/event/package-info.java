/**
 * The sentences of an encounter's notes and the candidates found in them in; more candidates out, for what is no term of the code
 * books but an event: a drug taken for long, an allergy, an adverse effect, a poisoning, a dose left out, how and where somebody was
 * hurt. Decides nothing about what is reported.
 */
@NullMarked
package org.chartproof.coding.event;

import org.jspecify.annotations.NullMarked;
