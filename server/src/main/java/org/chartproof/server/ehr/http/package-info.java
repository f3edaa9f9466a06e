/**
 * HTTP towards an EHR. In: requests. Out: answers whose size is bounded, or an {@code EhrUnavailable}. It follows no redirect by itself and knows nothing of FHIR or tokens; the only place of the
 * server that opens connections to an EHR.
 */
@NullMarked
package org.chartproof.server.ehr.http;

import org.jspecify.annotations.NullMarked;
