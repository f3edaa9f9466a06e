/**
 * EHRs that documents and encounters come from: this server as a client of foreign FHIR R4 servers. In: notifications, searches and exports. Out: resources in this server's own store, under ids
 * of its own, from where they are coded as all others are. Nothing is written to an EHR but the Subscriptions that it is asked to serve, and what {@code writeback} tells it of attested coding.
 */
@NullMarked
package org.chartproof.server.ehr;

import org.jspecify.annotations.NullMarked;
