package org.chartproof.server.authserver.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chartproof.server.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopesTest {

    @ParameterizedTest(name = "{0} within {1} is {2}")
    @CsvSource({
        "patient/*.rs, patient/*.rs, patient/*.rs",
        "patient/Condition.rs, patient/*.rs, patient/Condition.rs",
        "patient/*.cruds, patient/*.rs, patient/*.rs",
        "patient/*.*, patient/*.cruds, patient/*.*",
        "patient/*.read, patient/*.cruds, patient/*.read",
        "patient/*.write, patient/Task.cu, patient/Task.cu",
        "patient/*.rs, patient/Condition.rs patient/Claim.r, patient/Claim.r patient/Condition.rs",
        "patient/*.cruds, patient/*.rs patient/Claim.rs patient/Task.cu, patient/*.rs patient/Task.cu",
        "patient/Claim.cruds, patient/*.rs patient/Claim.cu, patient/Claim.crus",
        "patient/Claim.cru, patient/*.rs patient/Claim.cu, patient/Claim.cru",
        "user/*.rs, patient/*.rs, ''",
        "patient/Observation.rs?category=laboratory, patient/*.rs, patient/Observation.rs?category=laboratory",
        "patient/Observation.rs, patient/Observation.rs?category=laboratory,"
                + " patient/Observation.rs?category=laboratory",
        "patient/Observation.rs?category=vital-signs, patient/Observation.rs?category=laboratory, ''",
        "patient/*.sr, patient/*.rs, ''",
        "patient/*., patient/*.rs, ''",
        "openid, openid profile, openid",
        "email, openid profile, ''"
    })
    void whatIsAskedIsCutToTheLimit(String asked, String limit, String granted) {
        assertThat(Scopes.within(Scopes.of(asked), Scopes.of(limit))).isEqualTo(Scopes.of(granted));
    }

    @Test
    void nothingIsGrantedThatOneOfTheLimitsDoesNotCover() {
        List<String> words = List.of(
                "patient/*.rs",
                "patient/Claim.u",
                "patient/*.cruds",
                "user/Task.cu",
                "user/*.rs",
                "system/*.cruds",
                "patient/Observation.rs?category=laboratory");
        for (String asked : words) {
            for (String one : words) {
                for (String other : words) {
                    Set<String> granted = Scopes.within(List.of(asked), List.of(one), List.of(other));
                    // Cutting once more by the same limits takes nothing away, in whatever order.
                    assertThat(Scopes.within(granted, List.of(other), List.of(one), List.of(asked)))
                            .isEqualTo(granted);
                }
            }
        }
    }

    @Test
    void someoneWithTwoRolesMayHaveWhatEitherMay() {
        RoleScopes roles = RoleScopes.load();

        assertThat(roles.of(EnumSet.of(Role.CODER, Role.ADMINISTRATOR)))
                .containsAll(roles.of(EnumSet.of(Role.CODER)))
                .containsAll(roles.of(EnumSet.of(Role.ADMINISTRATOR)));
        assertThat(roles.of(EnumSet.of(Role.AUDITOR)))
                .allMatch(scope -> !scope.contains("/") || scope.endsWith(".rs") || scope.startsWith("launch"));
        assertThat(roles.of(EnumSet.of(Role.ADMINISTRATOR))).noneMatch(scope -> scope.contains("*"));
        assertThat(roles.of(EnumSet.allOf(Role.class))).contains("system/*.cruds");
        assertThat(roles.of(EnumSet.complementOf(EnumSet.of(Role.SYSTEM))))
                .noneMatch(scope -> scope.startsWith("system/"));
    }

    @Test
    void aWrongLineOfTheTableIsNamed() {
        assertThatThrownBy(() -> RoleScopes.read("# comment\ncoder: patient/*.rs\ncoder: patients/*.rs"))
                .hasMessageContaining("role-scopes.txt, line 3")
                .hasMessageContaining("patients/*.rs");
    }
}
