/**
 * MLLP over TCP and TLS: frames in and out. In: a feed's port. Out: each frame handed to a {@link org.chartproof.hl7.mllp.FrameReceiver}, its answer written before the next is read.
 * Never looks into a message.
 */
@NullMarked
package org.chartproof.hl7.mllp;

import org.jspecify.annotations.NullMarked;
