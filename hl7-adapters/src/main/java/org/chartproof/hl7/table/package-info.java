/**
 * Tables that come with the module, as tab-separated text: read and checked, with the file and the line in every error. In: a file of the class path. Out: its rows. Knows nothing
 * of messages or FHIR.
 */
@NullMarked
package org.chartproof.hl7.table;

import org.jspecify.annotations.NullMarked;
