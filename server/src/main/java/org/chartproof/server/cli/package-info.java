/**
 * The command line, and the life of one server process.
 *
 * <p>In: arguments. Out: a running server, or one clear line and an exit code other than 0.
 */
@NullMarked
package org.chartproof.server.cli;

import org.jspecify.annotations.NullMarked;
