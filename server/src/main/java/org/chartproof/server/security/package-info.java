/**
 * Who calls, and what they may do. In: the access token of a request. Out: the {@link org.chartproof.server.security.Caller} on that request, or a refusal that says what is missing. Signs nobody in and
 * issues nothing: that is the authorization server's.
 */
@NullMarked
package org.chartproof.server.security;

import org.jspecify.annotations.NullMarked;
