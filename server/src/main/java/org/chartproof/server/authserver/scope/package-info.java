/**
 * Which of the scopes that an app asks for it is given. In: what is asked, what the client may have, the roles of the user. Out: what is granted. Looks at no request
 * and no resource; whether a token is enough for an interaction is judged where the interaction is.
 */
@NullMarked
package org.chartproof.server.authserver.scope;

import org.jspecify.annotations.NullMarked;
