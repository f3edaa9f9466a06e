/**
 * Tells billing systems what was coded. In: the transaction that makes a claim final. Out: BAR^P12 and DFT^P03 over MLLP, in order, each until it is accepted. Never loses a
 * message and never sends two under different control ids for one; never decides what is final, which the claim and its review say.
 */
@NullMarked
package org.chartproof.server.outbox;

import org.jspecify.annotations.NullMarked;
