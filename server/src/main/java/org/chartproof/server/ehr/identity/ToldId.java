package org.chartproof.server.ehr.identity;

import java.util.List;
import org.hl7.fhir.r4.model.Identifier;

/**
 * What this server calls a resource that it gives to an EHR: by it the EHR knows that it has it already, and this server knows it where it comes back. Not that of a result of its own, which nobody but a
 * reviewer may change.
 *
 * @param name the same each time for the same thing
 */
public record ToldId(String name) {

    private static final String SYSTEM = "https://chartproof.org/fhir/identifier/told";

    /** Whether a resource is one that some EHR was given. */
    public static boolean isIn(List<Identifier> identifiers) {
        return identifiers.stream().anyMatch(one -> SYSTEM.equals(one.getSystem()));
    }

    /** As the resource at the EHR carries it. */
    public Identifier asIdentifier() {
        return new Identifier().setSystem(SYSTEM).setValue(name);
    }

    /** As it is searched for. */
    public String asToken() {
        return SYSTEM + "|" + name;
    }
}
