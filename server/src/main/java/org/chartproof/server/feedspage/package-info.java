/**
 * The page of the interface team under {@code /feeds}: feeds, messages, dead letters, what goes out. In: nothing; the page asks {@code /hl7/} for all that it shows. Out: three static files. Holds no
 * data, so it needs no sign-in of its own; what it asks for does.
 */
@NullMarked
package org.chartproof.server.feedspage;

import org.jspecify.annotations.NullMarked;
