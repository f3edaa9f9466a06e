package org.chartproof.server.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.config.EhrSource.Launch;

/** Reads how people open the review page inside an EHR: {@code launch:} of a source. */
final class LaunchSettings {

    /** Enough to know who signed in, and to see that they may open the patient and encounter that they say is open. */
    private static final String SCOPES = "launch openid fhirUser patient/Patient.r patient/Encounter.r";

    private LaunchSettings() {}

    static Optional<Launch> read(NamedGroup group) {
        SettingReader reader = group.reader();
        Optional<String> client = reader.text(group.key("launch.client-id")).map(String::strip);
        Optional<Launch.As> as = reader.text(group.key("launch.role"))
                .map(word -> reader.choice(group.key("launch.role"), Launch.As.CLINICIAN, Launch.As.class));
        Optional<String> issuer = reader.text(group.key("launch.issuer")).map(String::strip);
        List<String> origins = reader.list(group.key("launch.origins")).stream()
                .map(text -> origin(group, text))
                .toList();
        String scopes = reader.text(group.key("launch.scopes"), SCOPES).strip();
        if (client.isEmpty() && (as.isPresent() || issuer.isPresent() || !origins.isEmpty())) {
            throw group.wrong("launch.client-id", "the client id that the EHR gave the review page");
        }
        if (!List.of(scopes.split("\\s+")).containsAll(List.of("launch", "openid", "fhirUser"))) {
            throw group.wrong("launch.scopes", "scopes with launch, openid and fhirUser among them");
        }
        return client.map(id -> new Launch(id, as, issuer, origins, scopes));
    }

    /** What a browser may send a code to, and keys are taken from: nobody may read along. */
    private static String origin(NamedGroup group, String text) {
        try {
            URI trusted = WebAddress.trusted(text);
            return WebAddress.server(trusted.toString()).toString();
        } catch (IllegalArgumentException e) {
            throw group.wrong(
                    "launch.origins",
                    "https origins parted by commas, without path, such as https://login.example.org");
        }
    }
}
