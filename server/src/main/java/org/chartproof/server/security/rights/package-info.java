/**
 * What a caller may do: roles and scopes, each narrowing the other. In: a {@link org.chartproof.server.security.Caller}. Out: for each type of resource and each thing to do with it the grants that
 * cover it, or what is lacking. Pure: looks at no resource.
 */
@NullMarked
package org.chartproof.server.security.rights;

import org.jspecify.annotations.NullMarked;
