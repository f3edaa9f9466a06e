/**
 * Our own words for codes: abbreviations, everyday names and spellings that notes use and the official books lack. In come
 * tab-separated files, one a specialty; out go terms and, where nothing official is installed, the starter code set. It holds no
 * official title.
 */
@NullMarked
package org.chartproof.terminology.lexicon;

import org.jspecify.annotations.NullMarked;
