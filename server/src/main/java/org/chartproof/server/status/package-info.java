/**
 * What an operator sees: liveness, readiness, metrics and the status page.
 *
 * <p>In: the checks, figures and lines that other packages contribute as beans. Out: {@code /health/live}, {@code /health/ready},
 * {@code /metrics} and {@code /}. Nothing here ever shows what is in a note or who it is about.
 */
@NullMarked
package org.chartproof.server.status;

import org.jspecify.annotations.NullMarked;
