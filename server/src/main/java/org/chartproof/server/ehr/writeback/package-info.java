/**
 * Tells an EHR what was coded at encounters that came from it. In: the transaction that makes a claim active or takes it back. Out: Conditions and a summary as a document in the EHR, in its own ids, each
 * once; corrected or marked as entered in error when the claim is. Never loses what is to be told, and never writes over what others have changed in the EHR.
 */
@NullMarked
package org.chartproof.server.ehr.writeback;

import org.jspecify.annotations.NullMarked;
