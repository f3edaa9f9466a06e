/**
 * The embedded authorization server under {@code /auth}: people sign in, apps get tokens, as SMART App Launch 2 says. For trying out, for tests, and for sites without an identity provider of their own. In: the
 * file of users, clients of the configuration, launches. Out: tokens that the resource server judges as it would those of any other issuer. It never looks into charts, but for the page on which people
 * choose one.
 */
@NullMarked
package org.chartproof.server.authserver;

import org.jspecify.annotations.NullMarked;
