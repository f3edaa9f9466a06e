package org.chartproof.server.security.discovery;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;

/** The security part of the CapabilityStatement, for clients that are older than {@code smart-configuration}. */
@Interceptor
public final class SecurityStatement {
    private static final String OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
    private static final String SERVICE = "http://terminology.hl7.org/CodeSystem/restful-security-service";

    private static final Map<String, String> NAMES = Map.of(
            "authorization_endpoint", "authorize",
            "token_endpoint", "token",
            "introspection_endpoint", "introspect",
            "revocation_endpoint", "revoke");

    private final Supplier<Optional<Endpoints>> endpoints;

    /** @param endpoints empty where nobody signs in */
    public SecurityStatement(Supplier<Optional<Endpoints>> endpoints) {
        this.endpoints = endpoints;
    }

    /** Adds it. */
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void complete(IBaseConformance statement) {
        Optional<Endpoints> known = endpoints.get();
        if (statement instanceof CapabilityStatement capabilities && known.isPresent()) {
            complete(capabilities, known.get());
        }
    }

    private static void complete(CapabilityStatement capabilities, Endpoints known) {
        CapabilityStatementRestSecurityComponent security =
                capabilities.getRestFirstRep().getSecurity();
        security.setService(null);
        security.setExtension(null);
        security.addService().addCoding().setSystem(SERVICE).setCode("SMART-on-FHIR");
        Extension uris = security.addExtension().setUrl(OAUTH_URIS);
        NAMES.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(name -> known.find(name.getKey())
                .ifPresent(address -> uris.addExtension(name.getValue(), new UriType(address))));
    }
}
