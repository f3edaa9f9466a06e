/**
 * HL7 v2 in the server: doors, ledger, lanes, mapping and the operations on them, each in a package of its own; here is how they are put together. In: the configured feeds. Out: resources, stored as if they had
 * come by FHIR.
 */
@NullMarked
package org.chartproof.server.hl7;

import org.jspecify.annotations.NullMarked;
