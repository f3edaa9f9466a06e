package org.chartproof.server.hl7.ledger;

import java.time.Instant;

/**
 * What a person did.
 *
 * @param what   view, retry, discard, edit, replay, preview
 * @param detail such as the reason that was given
 */
public record Action(Instant at, String who, String what, String detail) {}
