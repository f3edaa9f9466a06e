/**
 * HCPCS Level II: codes for supplies, drugs and services that CPT lacks, and the modifiers of both, by quarter.
 *
 * <p>In come CMS's quarterly file (fixed columns, {@code HCPC2026_JAN_ANWEB.txt}) or a table of the same content; out go look-ups
 * by code and date of service. Holds no CPT code and no CPT text.
 */
@NullMarked
package org.chartproof.terminology.hcpcs;

import org.jspecify.annotations.NullMarked;
