package org.chartproof.server.e2e;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.server.e2e.AccessCharts.Thing;

/** Who asks in the matrix, and what each of them should be able to do: said again here, by hand, in the words of the documentation and not by the code that is tested. */
final class AccessCallers {

    private static final String CRUDS = "cruds";
    private static final Set<String> REVIEW = Set.of(
            "ChargeItem", "Claim", "Communication", "Condition", "DetectedIssue", "Procedure", "Provenance", "Task");

    private AccessCallers() {}

    /** @param category of what it is about; empty for all */
    record Scope(String context, String type, String written, String letters, String category) {
        static Scope of(String context, String type, String letters) {
            return new Scope(context, type, letters, letters, "");
        }

        String text() {
            return context + "/" + type + "." + written + (category.isEmpty() ? "" : "?category=" + category);
        }
    }

    /** A caller; no patient and no encounter where those are empty. */
    record Asker(String name, Set<String> roles, List<Scope> scopes, String patient, String encounter) {

        void claims(JWTClaimsSet.Builder claims) {
            claims.claim("chartproof_roles", List.copyOf(roles));
            claims.claim("scope", scopes.stream().map(Scope::text).collect(Collectors.joining(" ")));
            if (!patient.isEmpty()) {
                claims.claim("patient", patient);
            }
            if (!encounter.isEmpty()) {
                claims.claim("encounter", encounter);
            }
        }

        /** Whether it may do something to some resources of a type at least. */
        boolean may(String type, char letter) {
            return scopes.stream().anyMatch(scope -> roles.stream()
                    .anyMatch(role ->
                            grants(scope, role, type, letter) && (!isOneChart(scope, role) || !patient.isEmpty())));
        }

        /** Whether it may do that to one resource. */
        boolean may(Thing thing, char letter) {
            return scopes.stream()
                    .filter(scope ->
                            scope.category().isEmpty() || scope.category().equals(thing.category()))
                    .anyMatch(scope -> roles.stream()
                            .anyMatch(role -> grants(scope, role, thing.type(), letter)
                                    && (!isOneChart(scope, role) || isInChart(thing, role))));
        }

        private boolean isInChart(Thing thing, String role) {
            if (patient.isEmpty()) {
                return false;
            }
            boolean nobodys = thing.owner().isEmpty();
            boolean otherEncounter = role.equals("clinician")
                    && !encounter.isEmpty()
                    && !thing.encounter().isEmpty()
                    && !thing.encounter().equals(encounter);
            return nobodys || (thing.owner().equals(patient) && !otherEncounter);
        }

        private static boolean isOneChart(Scope scope, String role) {
            return scope.context().equals("patient") || role.equals("clinician");
        }

        private static boolean grants(Scope scope, String role, String type, char letter) {
            boolean person = !role.equals("system");
            return (scope.type().equals("*") || scope.type().equals(type))
                    && scope.letters().indexOf(letter) >= 0
                    && person != scope.context().equals("system")
                    && allows(role, type, letter);
        }

        private static boolean allows(String role, String type, char letter) {
            boolean looks = letter == 'r' || letter == 's';
            return switch (role) {
                case "coder", "clinician" ->
                    looks ? !type.equals("AuditEvent") : letter != 'd' && REVIEW.contains(type);
                case "auditor" -> looks;
                case "administrator" -> AccessCharts.NOBODYS.contains(type);
                case "system" -> !type.equals("AuditEvent") || looks || letter == 'c';
                default -> false;
            };
        }
    }

    private static Asker asker(String name, String role, String patient, String encounter, Scope... scopes) {
        return new Asker(
                name, role.isEmpty() ? Set.of() : Set.of(role.split(" ")), List.of(scopes), patient, encounter);
    }

    static List<Asker> all() {
        String anna = AccessCharts.ANNA;
        Scope everything = Scope.of("user", "*", CRUDS);
        return List.of(
                asker("coder", "coder", "", "", everything),
                asker("coder who may look", "coder", "", "", new Scope("user", "*", "read", "rs", "")),
                asker("coder with reading alone", "coder", "", "", Scope.of("user", "*", "r")),
                asker(
                        "coder of conditions",
                        "coder",
                        "",
                        "",
                        Scope.of("user", "Condition", "rs"),
                        Scope.of("user", "Claim", "u")),
                asker(
                        "coder of problems",
                        "coder",
                        "",
                        "",
                        new Scope("user", "Condition", CRUDS, CRUDS, "problem-list-item")),
                asker("coder in a chart", "coder", anna, "", new Scope("patient", "*", "*", CRUDS, "")),
                asker("coder in no chart", "coder", "", "", Scope.of("patient", "*", CRUDS)),
                asker("coder with a program's scopes", "coder", "", "", Scope.of("system", "*", CRUDS)),
                asker("clinician in an encounter", "clinician", anna, AccessCharts.VISIT, everything),
                asker("clinician in a chart", "clinician", anna, "", everything),
                asker("clinician in no chart", "clinician", "", "", everything),
                asker(
                        "clinician of laboratory",
                        "clinician",
                        anna,
                        AccessCharts.VISIT,
                        new Scope("patient", "Observation", "rs", "rs", "laboratory"),
                        Scope.of("patient", "Patient", "r")),
                asker(
                        "clinician and coder",
                        "clinician coder",
                        anna,
                        AccessCharts.VISIT,
                        Scope.of("user", "*", "rs"),
                        Scope.of("patient", "*", CRUDS)),
                asker("auditor", "auditor", "", "", everything),
                asker("auditor of accesses", "auditor", "", "", Scope.of("user", "AuditEvent", "rs")),
                asker("administrator", "administrator", "", "", everything),
                asker("program", "system", "", "", Scope.of("system", "*", CRUDS)),
                asker(
                        "program of observations",
                        "system",
                        "",
                        "",
                        Scope.of("system", "Observation", "rs"),
                        Scope.of("system", "Patient", "c")),
                asker("program with a person's scopes", "system", "", "", everything),
                asker("nobody in particular", "", anna, "", everything, Scope.of("patient", "*", CRUDS)),
                asker("coder without scopes", "coder", anna, AccessCharts.VISIT));
    }
}
