/**
 * The review page as files: HTML and CSS as they stand under {@code src/main/web}, scripts as the build bundles them from
 * {@code src/main/ts}. In: nothing. Out: bytes with a type. Knows no server; the page talks to one by FHIR alone.
 */
@NullMarked
package org.chartproof.app;

import org.jspecify.annotations.NullMarked;
