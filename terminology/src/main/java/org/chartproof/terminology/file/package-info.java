/**
 * The publishers' files as they lie on disk: plain or in an archive, found by walking a folder, read within limits of size.
 *
 * <p>In comes a folder; out come readers of bytes, lines and XML. Knows no code system, and never unpacks anything to disk.
 */
@NullMarked
package org.chartproof.terminology.file;

import org.jspecify.annotations.NullMarked;
