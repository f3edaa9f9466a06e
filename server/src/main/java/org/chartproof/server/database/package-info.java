/**
 * The PostgreSQL that everything is stored in: the one the server brings with it, or one that it is pointed at.
 *
 * <p>In: the configuration. Out: a connection pool on a database whose schema is up to date. It never cleans a data folder and never lets
 * two nodes change the schema at once.
 */
@NullMarked
package org.chartproof.server.database;

import org.jspecify.annotations.NullMarked;
