/**
 * What is answered to a received message, from the bytes of its MSH alone: no parser stands between a sender and its acknowledgement. In: the bytes, the feed's settings and what
 * became of the message. Out: the bytes of the acknowledgement. Never throws on any input.
 */
@NullMarked
package org.chartproof.hl7.ack;

import org.jspecify.annotations.NullMarked;
