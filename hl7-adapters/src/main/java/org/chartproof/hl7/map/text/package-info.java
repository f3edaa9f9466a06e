/**
 * The documents inside a message: lines of OBX segments as one text, and files that OBX-5 embeds or points at. In: OBX and NTE segments and how the message is written. Out: the
 * text, or the bytes with the media type that they show themselves to be. Knows no FHIR, no workspace and no feed; what it makes of a message is made once and stored, since
 * evidence spans count in it.
 */
@NullMarked
package org.chartproof.hl7.map.text;

import org.jspecify.annotations.NullMarked;
