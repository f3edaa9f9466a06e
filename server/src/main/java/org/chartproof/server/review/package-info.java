/**
 * What must hold when a person decides about a coding, whoever writes it: the engine's proof stays, nothing changes without a signature, nothing is attested that can't
 * be billed, and two reviewers don't overwrite one another.
 *
 * <p>In: what a client's database transaction changes. Out: nothing, or a refusal with every broken rule, before the commit. It decides no code itself.
 */
@NullMarked
package org.chartproof.server.review;

import org.jspecify.annotations.NullMarked;
