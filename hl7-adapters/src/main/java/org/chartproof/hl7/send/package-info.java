/**
 * Sends messages of files to a receiver, for people who try one out, load it or give it an archive anew. In: files. Out: frames over {@code mllp}, and what was answered to each. Never
 * maps, never stores, and changes nothing of a message but what it was asked to.
 */
@NullMarked
package org.chartproof.hl7.send;

import org.jspecify.annotations.NullMarked;
