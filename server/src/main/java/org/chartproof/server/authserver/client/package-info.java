/**
 * The apps and backend services that ask for tokens, and how they show that they are themselves: by a secret, by a signed assertion, or, those that can keep neither, by the code challenge
 * alone. In: the configuration, a request. Out: a client that is known to be itself.
 */
@NullMarked
package org.chartproof.server.authserver.client;

import org.jspecify.annotations.NullMarked;
