/**
 * What each request goes through before anything of ours reads it: the HTTP server and its TLS, the name it was called by, the site it comes from, how often, how long its body is, and the
 * headers that tell a browser how little it may do with the answer.
 *
 * <p>In: the configuration. Out: filters around all servlets. It knows no servlet and no caller, and holds nothing of what was sent.
 */
@NullMarked
package org.chartproof.server.http;

import org.jspecify.annotations.NullMarked;
