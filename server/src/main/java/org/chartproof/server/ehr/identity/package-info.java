/**
 * Which resource of an EHR one of ours is, and which of the EHR's are ours. In: the identifiers that arrival gives to what it stores, and write-back to what it writes. Out: the EHR's name and its own id.
 * Never guesses: a resource without such an identifier is of no EHR.
 */
@NullMarked
package org.chartproof.server.ehr.identity;

import org.jspecify.annotations.NullMarked;
