/**
 * Text in, tokens with offsets out: words in a normal form, and punctuation. Knows no language beyond plurals and spelling.
 */
@NullMarked
package org.chartproof.coding.token;

import org.jspecify.annotations.NullMarked;
