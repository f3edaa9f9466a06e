/**
 * Learning of news by asking. In: an EHR, and how far the searches have come. Out: news put down, with the new place in the same transaction. Each search goes back a little behind the one before,
 * since an EHR may make visible late what it dates early.
 */
@NullMarked
package org.chartproof.server.ehr.polling;

import org.jspecify.annotations.NullMarked;
