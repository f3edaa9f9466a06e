package org.chartproof.server.security.rights;

import java.util.Set;
import org.chartproof.server.security.Permission;
import org.chartproof.server.security.Role;

/** What each role may do with which types, whatever a token was granted. */
final class RoleTypes {

    /** What a review results in. */
    private static final Set<String> REVIEW = Set.of(
            "ChargeItem", "Claim", "Communication", "Condition", "DetectedIssue", "Procedure", "Provenance", "Task");

    /** Who accessed what, and what is told to whom: not part of a chart. */
    private static final Set<String> NO_CHART = Set.of("AuditEvent", "Subscription");

    /** What belongs to no patient. */
    private static final Set<String> DIRECTORY = Set.of(
            "CodeSystem",
            "ConceptMap",
            "Location",
            "OperationDefinition",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "SearchParameter",
            "StructureDefinition",
            "ValueSet");

    private RoleTypes() {}

    static boolean allow(Role role, String type, Permission permission) {
        boolean looks = permission == Permission.READ || permission == Permission.SEARCH;
        boolean removes = permission == Permission.DELETE;
        return switch (role) {
            case CODER, CLINICIAN -> looks ? !NO_CHART.contains(type) : !removes && REVIEW.contains(type);
            case AUDITOR -> looks;
            case ADMINISTRATOR -> DIRECTORY.contains(type) || type.equals("Subscription");
            // What was recorded of an access is never changed.
            case SYSTEM -> looks || permission == Permission.CREATE || !type.equals("AuditEvent");
        };
    }

    /** Whether resources of a type are nobody's, so that each may see them who may see the type. */
    static boolean isDirectory(String type) {
        return DIRECTORY.contains(type);
    }
}
