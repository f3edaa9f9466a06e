/**
 * Who saw or changed what, and who was refused: AuditEvents as the IHE profile BALP has them.
 *
 * <p>In: each answer that leaves the FHIR interface, each write in its own transaction, each refusal. Out: rows of a table that can only be added to, shown as {@code AuditEvent} resources that can
 * only be read. What the engine does by itself is told by its Provenance, not here. Keeps no word of a note.
 */
@NullMarked
package org.chartproof.server.audit;

import org.jspecify.annotations.NullMarked;
