/**
 * The way of one stored message to stored resources: read, mapped, written, all in one transaction with its state in the ledger. In: a message that waits. Out: resources, or a dead letter with its
 * place, reason and hint. Quotes nothing of a message.
 */
@NullMarked
package org.chartproof.server.hl7.mapping;

import org.jspecify.annotations.NullMarked;
