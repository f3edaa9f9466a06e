/**
 * The one configuration file, read strictly.
 *
 * <p>In: {@code chartproof.yaml}, environment variables and command line options. Out: immutable records with every value checked and
 * every default filled in. It never guesses: an unknown key or an impossible value is an error that names file, line and key.
 */
@NullMarked
package org.chartproof.server.config;

import org.jspecify.annotations.NullMarked;
