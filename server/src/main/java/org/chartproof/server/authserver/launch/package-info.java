/**
 * What an app is opened on: patient, encounter and whatever else an EHR tells it. In: a choice made in the launcher or on the page that asks for it. Out: the opaque parameter {@code launch}, good once
 * and for a few minutes, and what it stands for.
 */
@NullMarked
package org.chartproof.server.authserver.launch;

import org.jspecify.annotations.NullMarked;
