/**
 * The record of received messages. In: bytes as they came, with what was decided about them at the door. Out: a promise that they are on disk, kept after the commit; and later what
 * became of each. Never looks into a message beyond its header, and never changes its bytes.
 */
@NullMarked
package org.chartproof.server.hl7.ledger;

import org.jspecify.annotations.NullMarked;
