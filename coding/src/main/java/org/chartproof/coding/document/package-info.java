/**
 * Content as an EHR keeps it (text, HTML, RTF, PDF, C-CDA) becomes the one normalised text that all offsets count in.
 *
 * <p>Never throws on bad content: what cannot be read is a typed answer with a reason that an operator can act on and that
 * quotes nothing of the content.
 */
@NullMarked
package org.chartproof.coding.document;

import org.jspecify.annotations.NullMarked;
