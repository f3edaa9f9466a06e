package org.chartproof.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chartproof.server.config.EhrSource.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchSettingsTest {
    private final Map<String, String> settings = new LinkedHashMap<>(
            Map.of("base", "https://fhir.example.org/r4", "launch.client-id", "page", "launch.role", "clinician"));

    @Test
    void whoOpensThePageHasNoRoleUnlessOneIsGivenAndTheEhrIsAskedForLittle() {
        settings.remove("launch.role");

        Launch launch = source().launch().orElseThrow();

        assertThat(launch.as()).isEmpty();
        assertThat(launch.issuer()).isEmpty();
        assertThat(launch.scopes()).isEqualTo("launch openid fhirUser patient/Patient.r patient/Encounter.r");
        assertThat(source().launchOrigins()).containsExactly("https://fhir.example.org");
    }

    @Test
    void anEhrMaySignPeopleInElsewhere() {
        settings.put("launch.origins", "https://Login.example.org, https://fhir.example.org");
        settings.put("launch.role", "coder");

        assertThat(source().launch().orElseThrow().as()).isEqualTo(Optional.of(Launch.As.CODER));
        assertThat(source().launchOrigins()).containsExactly("https://fhir.example.org", "https://login.example.org");
    }

    @Test
    void nobodyOpensThePageFromAnEhrThatDoesNotKnowIt() {
        settings.remove("launch.client-id");
        settings.remove("launch.role");

        assertThat(source().launch()).isEmpty();
        assertThat(source().launchOrigins()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "launch.role = administrator",
                "launch.client-id = ''",
                "launch.origins = http://login.example.org",
                "launch.origins = https://login.example.org/auth",
                "launch.scopes = openid fhirUser"
            })
    void whatWouldNotWorkOrNotBeSafeIsRefused(String key, String value) {
        settings.put(key, value);

        assertThatThrownBy(this::source)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ehr.sources.main." + key);
    }

    @Test
    void tokensOfAnotherAuthorizationServerDoNotGoTogetherWithIt() {
        assertThatThrownBy(() -> loader().override("security.access", "issuer", "test")
                        .override("security.issuer", "https://login.example.org", "test")
                        .load())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("embedded");
    }

    private ConfigLoader loader() {
        ConfigLoader loader = new ConfigLoader(Map.of());
        settings.forEach((key, value) -> loader.override("ehr.sources.main." + key, value, "test"));
        return loader;
    }

    private EhrSource source() {
        return loader().load().ehr().sources().get(0);
    }
}
