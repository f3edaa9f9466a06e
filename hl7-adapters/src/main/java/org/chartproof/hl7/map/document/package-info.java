/**
 * Documents: the messages of HL7 v2.5.1 chapter 9 (MDM), and documents that other messages carry. In: a {@link org.chartproof.hl7.map.Translation}. Out: DocumentReference with the
 * text of the document as it is to be coded, Binary for what is embedded, and how documents relate. Never reads a file that is embedded: the server does.
 */
@NullMarked
package org.chartproof.hl7.map.document;

import org.jspecify.annotations.NullMarked;
