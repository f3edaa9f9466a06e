/**
 * People who open the review page inside an EHR, which has signed them in (SMART App Launch 2): what the EHR gave the page is exchanged for a token of ours (RFC 8693). In: the EHR's id token and access token, and the
 * patient and encounter that the page says are open. Out: a token for that chart alone, once the EHR's signature says who it is and the EHR has shown patient and encounter for that access token. Believes nothing that
 * the page says by itself, and asks no server that the configuration does not name.
 */
@NullMarked
package org.chartproof.server.authserver.exchange;

import org.jspecify.annotations.NullMarked;
