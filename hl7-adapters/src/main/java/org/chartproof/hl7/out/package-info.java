/**
 * Messages that go out: finished codes as BAR^P12, finished charges as DFT^P03. In: the FHIR resources of an encounter whose coding is final. Out: the bytes of a message and its
 * control id. Never sends, never stores, never reads a clock: the same coding under the same stamp gives the same bytes.
 */
@NullMarked
package org.chartproof.hl7.out;

import org.jspecify.annotations.NullMarked;
