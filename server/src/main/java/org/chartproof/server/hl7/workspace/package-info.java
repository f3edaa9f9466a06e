/**
 * What the mapping of a message reads and writes, on this server's own storage. In: identities that a mapping asks for. Out: resources to be changed, and one FHIR transaction with those that were. Keeps
 * old messages from overwriting what newer ones wrote. Never knows what a message says.
 */
@NullMarked
package org.chartproof.server.hl7.workspace;

import org.jspecify.annotations.NullMarked;
