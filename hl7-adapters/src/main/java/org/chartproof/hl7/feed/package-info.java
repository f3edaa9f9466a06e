/**
 * The settings of one inbound feed: who sends, how it is read, how it is answered. In: what the operator configured. Out: immutable values that every other package of the
 * module reads. Never knows sockets, messages or FHIR resources.
 */
@NullMarked
package org.chartproof.hl7.feed;

import org.jspecify.annotations.NullMarked;
