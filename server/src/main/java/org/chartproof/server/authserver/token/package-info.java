/**
 * Tokens: what they say, the keys that they are signed with, and what is remembered of them. In: what was granted. Out: JWTs that a resource server believes by the key set alone, and
 * refresh tokens that are good for one use. No token is stored as it is, only its hash.
 */
@NullMarked
package org.chartproof.server.authserver.token;

import org.jspecify.annotations.NullMarked;
