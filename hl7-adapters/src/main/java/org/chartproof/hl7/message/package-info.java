/**
 * A received HL7 v2 message as segments, fields, repetitions and components. In: the bytes as they came. Out: a {@link
 * org.chartproof.hl7.message.Message}, or why the bytes are none. HAPI's parser does the splitting; nothing here knows FHIR, a feed or a socket,
 * and nothing is ever encoded again: the received bytes stay the record.
 */
@NullMarked
package org.chartproof.hl7.message;

import org.jspecify.annotations.NullMarked;
