package org.chartproof.server.terminology;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * The code that a question is about, in whichever of FHIR's ways it was given.
 *
 * @param system its code system; empty string where none was given
 * @param code the code
 * @param version of the code system, where one was given
 * @param display the title that came with it, where one did
 */
record Asked(String system, String code, Optional<String> version, Optional<String> display) {

    /**
     * @param coding goes before the parts, and the first coding of the concept that we know before both
     */
    static Asked of(
            @Nullable PrimitiveType<String> system,
            @Nullable PrimitiveType<String> code,
            @Nullable PrimitiveType<String> version,
            @Nullable PrimitiveType<String> display,
            @Nullable Coding coding,
            @Nullable CodeableConcept concept) {
        Coding chosen = concept == null ? coding : ours(concept).orElse(coding);
        if (chosen != null) {
            return new Asked(
                    text(chosen.getSystemElement()).orElse(""),
                    text(chosen.getCodeElement()).orElse(""),
                    text(chosen.getVersionElement()).or(() -> text(version)),
                    text(chosen.getDisplayElement()));
        }
        return new Asked(text(system).orElse(""), text(code).orElse(""), text(version), text(display));
    }

    private static Optional<Coding> ours(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(coding -> DatedCodeSets.knows(coding.getSystem()))
                .findFirst();
    }

    /** Whether we answer for it. */
    boolean isOurs() {
        return DatedCodeSets.knows(system);
    }

    /**
     * The same, if it has a code.
     *
     * @throws InvalidRequestException if not
     */
    Asked withCode() {
        if (code.isBlank()) {
            throw new InvalidRequestException("Give the code: either code and system, or coding.");
        }
        return this;
    }

    /** A parameter that was given and is not blank. */
    static Optional<String> text(@Nullable PrimitiveType<String> parameter) {
        return Optional.ofNullable(parameter).map(PrimitiveType::getValue).filter(value -> !value.isBlank());
    }

    /** The day of a {@code date} parameter, as it is written. */
    static Optional<LocalDate> day(@Nullable DateTimeType date) {
        if (date == null || date.isEmpty()) {
            return Optional.empty();
        }
        String written = date.getValueAsString();
        return Optional.of(
                written.length() >= 10
                        ? LocalDate.parse(written.substring(0, 10))
                        : date.getValue().toInstant().atZone(ZoneOffset.UTC).toLocalDate());
    }
}
