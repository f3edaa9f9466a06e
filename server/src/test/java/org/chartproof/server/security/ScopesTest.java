package org.chartproof.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "patient/Observation.read, patient/Observation.rs",
        "user/Claim.write, user/Claim.cud",
        "system/*.*, system/*.cruds",
        "user/Condition.cruds, user/Condition.cruds",
        "patient/*.s, patient/*.s",
        "patient/Condition.rs?category=problem-list-item, patient/Condition.rs?category=problem-list-item"
    })
    void bothWritingsOfSmartAreRead(String scope, String asOfSmart2) {
        assertThat(ResourceScope.parse(scope)).hasToString("Optional[" + asOfSmart2 + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient/Observation",
                "patient/Observation.",
                "patient/Observation.sr",
                "patient/Observation.rr",
                "patient/Observation.readwrite",
                "group/Observation.read",
                "patient/observation.read",
                "patient/Observation.read?",
                "xpatient/Observation.read",
                "patient/Observation.r s"
            })
    void whatSmartDoesNotKnowGrantsNothing(String scope) {
        assertThat(ResourceScope.parse(scope)).isEmpty();
        assertThat(Scopes.of(List.of(scope)).resources()).isEmpty();
    }

    @Test
    void aScopeGrantsWhatItNamesAndNothingElse() {
        Scopes scopes = Scopes.parse("launch/encounter openid patient/Condition.rs user/*.r");

        assertThat(scopes.granting("Condition", Permission.READ)).hasSize(2);
        assertThat(scopes.granting("Condition", Permission.SEARCH)).hasSize(1);
        assertThat(scopes.granting("Condition", Permission.UPDATE)).isEmpty();
        assertThat(scopes.granting("Claim", Permission.SEARCH)).isEmpty();
        assertThat(scopes.has("launch/encounter")).isTrue();
        assertThat(scopes.has("launch/patient")).isFalse();
    }
}
