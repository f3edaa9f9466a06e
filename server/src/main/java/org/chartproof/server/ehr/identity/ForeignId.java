package org.chartproof.server.ehr.identity;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;

/**
 * What an EHR calls a resource that is stored here.
 *
 * @param source name of the EHR in the configuration
 * @param type such as {@code Encounter}
 * @param id the EHR's own
 */
public record ForeignId(String source, String type, String id) {

    private static final String SYSTEM = "https://chartproof.org/fhir/identifier/ehr/";

    /** System of the identifiers that hold the ids of an EHR. */
    public static String system(String source) {
        return SYSTEM + source;
    }

    /** That of a resource of a type, among its identifiers; empty if it came from another EHR or from none. */
    public static Optional<ForeignId> in(List<Identifier> identifiers, String source, String type) {
        String before = type + "/";
        return identifiers.stream()
                .filter(one -> system(source).equals(one.getSystem()))
                .filter(one -> one.hasValue() && one.getValue().startsWith(before))
                .map(one -> new ForeignId(source, type, one.getValue().substring(before.length())))
                .findFirst();
    }

    /** As the identifier that a resource here carries. */
    public Identifier asIdentifier() {
        return new Identifier().setSystem(system(source)).setValue(reference());
    }

    /** {@code Type/id}, as the EHR refers to it. */
    public String reference() {
        return type + "/" + id;
    }
}
