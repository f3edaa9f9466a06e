/**
 * A mention's code or category in, a billable code out, completed in the Tabular List from the words around; or the reason why not.
 */
@NullMarked
package org.chartproof.coding.candidate;

import org.jspecify.annotations.NullMarked;
