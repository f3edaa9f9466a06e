/**
 * What an EHR has told of, on its way into this server's store. In: that there is news of a resource, with or without the resource. Out: one transaction a unit - a document with its content, its
 * patient, its encounter and whoever wrote it - under ids of this server, from where it is coded as all others are. An older edition never replaces a newer one, the same one writes nothing, and what
 * can't be fetched stands there with its reason until a person decides.
 */
@NullMarked
package org.chartproof.server.ehr.arrival;

import org.jspecify.annotations.NullMarked;
