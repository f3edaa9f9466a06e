package org.chartproof.server.authserver.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an app is opened on.
 *
 * @param patient       id
 * @param encounter     id
 * @param fhirContext   references beyond those two
 * @param patientBanner whether the app has to show whose chart it is on, since nothing around it does
 */
public record LaunchContext(
        Optional<String> patient, Optional<String> encounter, List<String> fhirContext, boolean patientBanner) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z]{1,63}/[A-Za-z0-9.-]{1,64}");

    public LaunchContext {
        fhirContext = List.copyOf(fhirContext);
        if (patient.isPresent() && !ID.matcher(patient.get()).matches()
                || encounter.isPresent() && !ID.matcher(encounter.get()).matches()
                || fhirContext.stream()
                        .anyMatch(reference -> !REFERENCE.matcher(reference).matches())) {
            throw new IllegalArgumentException("not the id of a resource");
        }
    }

    /** Nothing. */
    public static LaunchContext none() {
        return new LaunchContext(Optional.empty(), Optional.empty(), List.of(), true);
    }

    /** As parameters of the token response, which are claims of the access token as well. */
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        patient.ifPresent(id -> parameters.put("patient", id));
        encounter.ifPresent(id -> parameters.put("encounter", id));
        if (!fhirContext.isEmpty()) {
            List<Map<String, Object>> references = new ArrayList<>();
            for (String reference : fhirContext) {
                references.add(new LinkedHashMap<>(Map.of("reference", reference)));
            }
            parameters.put("fhirContext", references);
        }
        if (patient.isPresent()) {
            parameters.put("need_patient_banner", patientBanner);
        }
        return parameters;
    }

    /** From the parameters of {@link #parameters()}. */
    public static LaunchContext of(Map<?, ?> parameters) {
        List<String> references = new ArrayList<>();
        if (parameters.get("fhirContext") instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> map) {
                    references.add(String.valueOf(map.get("reference")));
                }
            }
        }
        return new LaunchContext(
                text(parameters.get("patient")),
                text(parameters.get("encounter")),
                references,
                !Boolean.FALSE.equals(parameters.get("need_patient_banner")));
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString);
    }
}
