/**
 * What is done for each EHR again and again: searches, keeping Subscriptions, an export. In: chores, and who asks for one before its time. Out: each chore done in its turn, by one node at a time,
 * with what went wrong kept where people see it. Knows nothing of what a chore does.
 */
@NullMarked
package org.chartproof.server.ehr.turn;

import org.jspecify.annotations.NullMarked;
