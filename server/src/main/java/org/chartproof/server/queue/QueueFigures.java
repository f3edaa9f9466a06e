package org.chartproof.server.queue;

import java.time.Duration;

/**
 * The state of the queue.
 *
 * @param depth changes that are to be coded, those being worked on included
 * @param oldest age of the oldest of them; zero with none
 * @param waiting documents that can't be coded as they stand
 * @param dead changes given up after the last try
 */
public record QueueFigures(long depth, Duration oldest, long waiting, long dead) {}
