package org.chartproof.server.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chartproof.server.cdshooks.HookRequest.Source;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Reads the request of a hook strictly; what is wrong is said by the name of the field. */
final class HookReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
    private static final Pattern USER = Pattern.compile("[A-Za-z]{1,40}/[A-Za-z0-9\\-.]{1,64}");
    private static final int LONGEST_URL = 2000;

    private final FhirContext fhir;

    HookReader(FhirContext fhir) {
        this.fhir = fhir;
    }

    HookRequest read(JsonNode body, HookService service) {
        String hook = text(body, "hook");
        if (!hook.equals(service.hook())) {
            throw HookRefused.badRequest("'hook' has to be " + service.hook() + " for this service.");
        }
        requireUuid(text(body, "hookInstance"));
        JsonNode context = body.path("context");
        if (!context.isObject()) {
            throw HookRefused.badRequest("'context' has to be an object.");
        }
        Optional<String> encounter = optional(context, "encounterId").map(id -> checked(id, ID, "context.encounterId"));
        if (service.encounterNeeded() && encounter.isEmpty()) {
            throw HookRefused.badRequest("'context.encounterId' is missing.");
        }
        JsonNode prefetch = body.path("prefetch");
        return new HookRequest(
                source(body),
                checked(text(context, "userId", "context.userId"), USER, "context.userId"),
                checked(text(context, "patientId", "context.patientId"), ID, "context.patientId"),
                encounter,
                resource(prefetch, "patient", Patient.class),
                resource(prefetch, "encounter", Encounter.class));
    }

    private static void requireUuid(String text) {
        try {
            if (UUID.fromString(text).toString().equalsIgnoreCase(text)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw HookRefused.badRequest("'hookInstance' has to be a UUID.");
        }
        throw HookRefused.badRequest("'hookInstance' has to be a UUID.");
    }

    private static Optional<Source> source(JsonNode body) {
        Optional<String> server = optional(body, "fhirServer");
        JsonNode authorization = body.path("fhirAuthorization");
        if (server.isEmpty()) {
            if (authorization.isObject()) {
                throw HookRefused.badRequest("'fhirAuthorization' needs a 'fhirServer' beside it.");
            }
            return Optional.empty();
        }
        Optional<String> token = Optional.empty();
        if (authorization.isObject()) {
            token = Optional.of(text(authorization, "access_token", "fhirAuthorization.access_token"));
            if (!text(authorization, "token_type", "fhirAuthorization.token_type")
                    .equalsIgnoreCase("Bearer")) {
                throw HookRefused.badRequest("'fhirAuthorization.token_type' has to be Bearer.");
            }
        }
        return Optional.of(new Source(base(server.get()), token));
    }

    private static URI base(String text) {
        try {
            URI base = URI.create(text.replaceFirst("/+$", ""));
            if (base.isAbsolute() && base.getHost() != null && text.length() <= LONGEST_URL) {
                return base;
            }
        } catch (IllegalArgumentException e) {
            throw HookRefused.badRequest("'fhirServer' has to be a URL.");
        }
        throw HookRefused.badRequest("'fhirServer' has to be a URL.");
    }

    /** Null means that the EHR has none, an OperationOutcome that it could not read it: both as if it had not been sent. */
    private <T extends Resource> Optional<T> resource(JsonNode prefetch, String key, Class<T> type) {
        JsonNode given = prefetch.path(key);
        if (given.isMissingNode()
                || given.isNull()
                || given.path("resourceType").asText().equals("OperationOutcome")) {
            return Optional.empty();
        }
        if (!given.path("resourceType").asText().equals(type.getSimpleName())) {
            throw HookRefused.badRequest("'prefetch." + key + "' has to be a " + type.getSimpleName() + ".");
        }
        try {
            return Optional.of(fhir.newJsonParser().parseResource(type, given.toString()));
        } catch (DataFormatException e) {
            throw HookRefused.badRequest("'prefetch." + key + "' can't be read as FHIR R4.");
        }
    }

    private static String text(JsonNode body, String name) {
        return text(body, name, name);
    }

    private static String text(JsonNode body, String name, String path) {
        return optional(body, name).orElseThrow(() -> HookRefused.badRequest("'" + path + "' is missing."));
    }

    private static Optional<String> optional(JsonNode body, String name) {
        JsonNode value = body.path(name);
        return value.isTextual() && !value.asText().isBlank()
                ? Optional.of(value.asText().strip())
                : Optional.empty();
    }

    private static String checked(String value, Pattern pattern, String path) {
        if (!pattern.matcher(value).matches()) {
            throw HookRefused.badRequest("'" + path + "' is not what FHIR allows.");
        }
        return value;
    }
}
