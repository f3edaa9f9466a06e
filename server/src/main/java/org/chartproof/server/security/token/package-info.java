/**
 * Access tokens, and id tokens of foreign issuers. In: a token as it was sent. Out: the caller or the person that it names, or why it is not accepted, in words that quote nothing of it. Never asks the issuer about a
 * single token: its keys are enough.
 */
@NullMarked
package org.chartproof.server.security.token;

import org.jspecify.annotations.NullMarked;
