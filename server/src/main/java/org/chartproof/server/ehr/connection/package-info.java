/**
 * Requests to an EHR. In: what is to be read, searched for or written. Out: the answer; that it is not there; that it was refused; or an {@code EhrUnavailable} after as many tries as are set. The
 * token goes to the EHR's own origin alone, and nothing goes to a host that is not configured.
 */
@NullMarked
package org.chartproof.server.ehr.connection;

import org.jspecify.annotations.NullMarked;
