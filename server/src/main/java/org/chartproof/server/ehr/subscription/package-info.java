/**
 * Learning of news by being told. In: an EHR that offers Subscriptions. Out: Subscriptions asked for, watched and renewed there, and what notifications tell of, put down before they are answered.
 * What a notification carries is not believed: it says which resource to fetch. A gap in the numbers of notifications is answered with a search.
 */
@NullMarked
package org.chartproof.server.ehr.subscription;

import org.jspecify.annotations.NullMarked;
