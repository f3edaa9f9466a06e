package org.chartproof.server.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chartproof.server.fhir.Transactions;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;

/** Reads our definitions. */
public final class Profiles {

    private static final String INDEX = "index.txt";

    private Profiles() {}

    /** Every definition, in order. */
    public static List<Resource> all(FhirContext fhirContext) {
        return text(INDEX)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(file -> (Resource) fhirContext.newJsonParser().parseResource(text(file)))
                .toList();
    }

    /** The definitions for a validator. */
    public static IValidationSupport validationSupport(FhirContext fhirContext) {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(fhirContext);
        all(fhirContext).forEach(support::addResource);
        return support;
    }

    /** Stores the definitions, to be served; changes nothing where they are stored already. */
    public static Bundle transaction(FhirContext fhirContext) {
        return Transactions.of(all(fhirContext));
    }

    /** Stores the search parameters alone: what is stored before them can't be found by them. */
    public static Bundle searchParameters(FhirContext fhirContext) {
        return Transactions.of(all(fhirContext).stream()
                .filter(SearchParameter.class::isInstance)
                .toList());
    }

    private static String text(String file) {
        try (InputStream in = Profiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The definition " + file + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
