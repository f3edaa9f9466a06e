/**
 * Stored FHIR resources become what the engine reads: a document its note, an encounter its facts.
 *
 * <p>Pure: fetches nothing but a Binary that is handed to it. What can't be coded is a typed answer with a reason for the operator
 * that quotes nothing of the content.
 */
@NullMarked
package org.chartproof.server.intake;

import org.jspecify.annotations.NullMarked;
