/**
 * The terminology operations of FHIR for the code sets that this server codes with. Questions about ICD-10-CM are answered from memory, by
 * date of service; questions about any other system go on to HAPI. Never stores anything.
 */
@NullMarked
package org.chartproof.server.terminology;

import org.jspecify.annotations.NullMarked;
