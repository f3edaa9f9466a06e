/**
 * What an administrator sees of the EHRs and does about them. In: requests under {@code /ehr/}. Out: JSON, the section of the status page, and metrics; nothing of a patient but the ids that the EHR
 * gave its resources.
 */
@NullMarked
package org.chartproof.server.ehr.operations;

import org.jspecify.annotations.NullMarked;
