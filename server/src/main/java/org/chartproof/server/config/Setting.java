package org.chartproof.server.config;

/**
 * One value as it was given.
 *
 * @param value  the text of it
 * @param origin where it stands, for error messages: {@code chartproof.yaml, line 12} or {@code option --port}
 */
record Setting(String value, String origin) {}
