package org.chartproof.server.authserver.launch;

import java.util.Optional;

/**
 * A patient, or one of their encounters, as people choose it from a list.
 *
 * @param patient   id
 * @param encounter id; empty where a patient is chosen
 * @param name      of the patient
 * @param born      date
 * @param when      the encounter was; empty if that is not known
 * @param kind      of encounter, such as {@code inpatient}
 */
public record ChartRow(
        String patient, Optional<String> encounter, String name, String born, String when, String kind) {}
