package org.chartproof.server.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.chartproof.server.cdshooks.HookRequest.Source;
import org.hl7.fhir.r4.model.Resource;

/** Reads what an EHR did not send along from its FHIR server, with the token that it lent; only from servers that the operator named. */
final class ForeignRecords {

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int LONGEST_BODY = 1024 * 1024;
    private static final int OK = 200;

    private final FhirContext fhir;
    private final Set<URI> allowed;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(LONGEST)
            .followRedirects(Redirect.NEVER)
            .build();

    ForeignRecords(FhirContext fhir, Set<URI> allowed) {
        this.fhir = fhir;
        this.allowed = Set.copyOf(allowed);
    }

    /** @throws HookRefused with 412 if it can't be read */
    <T extends Resource> T read(Source source, Class<T> type, String id) {
        String name = type.getSimpleName();
        if (source.token().isEmpty()) {
            throw missing(name, "neither 'prefetch' nor 'fhirAuthorization' was sent");
        }
        if (!allowed.contains(source.base())) {
            throw missing(name, "this server may not read from that 'fhirServer' (cds-hooks.fhir-servers)");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(source.base() + "/" + name + "/" + id))
                .timeout(LONGEST)
                .header("Accept", "application/fhir+json")
                .header("Authorization", "Bearer " + source.token().get())
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != OK) {
                    throw missing(name, "the 'fhirServer' answered with HTTP " + response.statusCode());
                }
                byte[] read = body.readNBytes(LONGEST_BODY);
                return fhir.newJsonParser().parseResource(type, new String(read, StandardCharsets.UTF_8));
            }
        } catch (DataFormatException e) {
            throw missing(name, "the 'fhirServer' answered with something else");
        } catch (IOException e) {
            throw missing(name, "the 'fhirServer' did not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing(name, "the server stops");
        }
    }

    private static HookRefused missing(String what, String why) {
        return new HookRefused(
                HookRefused.PRECONDITION_FAILED,
                "The " + what + " is needed, and " + why + ". Send it along under 'prefetch."
                        + what.toLowerCase(java.util.Locale.ROOT) + "'.");
    }
}
