/**
 * The review page under {@code /app/}. In: the files of the module {@code smart-app}. Out: those files, and {@code settings.json}, which tells the page how
 * this server lets people in. Holds no data, so it needs no sign-in of its own; the FHIR interface that the page reads and writes does.
 */
@NullMarked
package org.chartproof.server.apppage;

import org.jspecify.annotations.NullMarked;
