/** An EHR for tests, in a process of its own, written for that: it behaves as EHRs do where that is hard on a client. */
@NullMarked
package org.chartproof.server.ehr.foreign;

import org.jspecify.annotations.NullMarked;
