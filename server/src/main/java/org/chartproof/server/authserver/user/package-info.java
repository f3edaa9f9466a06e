/**
 * The users of the embedded authorization server: a YAML file that {@code chartproof user} writes. In: the file, a password. Out: who someone is and what roles they have. Passwords are
 * kept as bcrypt hashes and shown nowhere.
 */
@NullMarked
package org.chartproof.server.authserver.user;

import org.jspecify.annotations.NullMarked;
