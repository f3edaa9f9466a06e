/**
 * Searches at an EHR. In: what is searched for. Out: its pages, one after the other, as they came. Follows links of the EHR alone.
 */
@NullMarked
package org.chartproof.server.ehr.search;

import org.jspecify.annotations.NullMarked;
