/**
 * The order in which stored messages are mapped: one after the other for each patient, side by side for different ones, on all nodes. In: messages that wait in the ledger. Out: each mapped in one
 * transaction, or set aside with its reason. Never answers a sender.
 */
@NullMarked
package org.chartproof.server.hl7.lane;

import org.jspecify.annotations.NullMarked;
