/**
 * Putting the publishers' files in place and saying what is there.
 *
 * <p>In come files as downloaded; they are checked in a folder of their own and moved in place only when all of them are whole and
 * fit each other, so that what was there before stays in force otherwise. Downloads nothing and codes nothing.
 */
@NullMarked
package org.chartproof.terminology.install;

import org.jspecify.annotations.NullMarked;
