/**
 * The doors: what comes in by a feed is judged by its header, stored, and answered. In: frames. Out: messages in the ledger, and acknowledgements that are true. Never answers before the message is on
 * disk.
 */
@NullMarked
package org.chartproof.server.hl7.feed;

import org.jspecify.annotations.NullMarked;
