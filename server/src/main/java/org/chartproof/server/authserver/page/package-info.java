/**
 * The pages that people meet while they sign in. In: what to show. Out: HTML that needs no script, loads nothing from elsewhere, and holds nothing that was not escaped.
 */
@NullMarked
package org.chartproof.server.authserver.page;

import org.jspecify.annotations.NullMarked;
