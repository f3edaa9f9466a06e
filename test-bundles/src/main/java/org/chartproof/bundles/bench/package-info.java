/**
 * Load scripts: what a server does per second, how long a note takes to become a claim, and what is left of an accepted note when
 * the process is killed. They speak HTTP to real server processes and print figures; they assert nothing about time.
 */
@NullMarked
package org.chartproof.bundles.bench;

import org.jspecify.annotations.NullMarked;
