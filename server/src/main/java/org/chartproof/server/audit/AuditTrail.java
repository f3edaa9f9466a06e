package org.chartproof.server.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chartproof.server.audit.AuditRecord.Agent;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of each resource that leaves by HTTP, whatever the interaction, and of each write by HTTP. Reads are stored before the answer leaves; writes in the transaction that writes, so that
 * neither is without the other. Registered with the REST server alone, which HAPI also asks about what happens in storage for a request of HTTP: what the server does by itself never comes here.
 */
@Interceptor
public final class AuditTrail {
    private static final int LAST = 10_000;
    private static final String WRITTEN = AuditTrail.class.getName() + ".written";

    /** Known to everybody: what the server can do, code sets, and what went wrong. */
    private static final Set<String> PUBLIC = Set.of(
            "CapabilityStatement",
            "CodeSystem",
            "ConceptMap",
            "OperationDefinition",
            "OperationOutcome",
            "Parameters",
            "SearchParameter",
            "StructureDefinition",
            "ValueSet");

    private static final Set<RestOperationTypeEnum> OF_ONE = Set.of(
            RestOperationTypeEnum.READ,
            RestOperationTypeEnum.VREAD,
            RestOperationTypeEnum.CREATE,
            RestOperationTypeEnum.UPDATE,
            RestOperationTypeEnum.PATCH);

    private final AuditLog log;
    private final AuditWriter writer;
    private final PatientOf patients;
    private final InstantSource clock;

    AuditTrail(AuditLog log, AuditWriter writer, PatientOf patients, InstantSource clock) {
        this.log = log;
        this.writer = writer;
        this.patients = patients;
        this.clock = clock;
    }

    /** An answer is about to leave, after everything else has had its say about it. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = LAST)
    public void shown(RequestDetails request, @Nullable IBaseResource answer) {
        RestOperationTypeEnum operation = request.getRestOperationType();
        if (answer == null
                || operation == RestOperationTypeEnum.METADATA
                || !(request instanceof ServletRequestDetails servlet)) {
            return;
        }
        List<IBaseResource> resources = resources(answer)
                .filter(one ->
                        !PUBLIC.contains(one.fhirType()) && !written(servlet).contains(key(one)))
                .toList();
        if (operation != null && OF_ONE.contains(operation)) {
            Agent agent = Agents.of(servlet.getServletRequest());
            writer.store(resources.stream()
                    .map(one -> record(AuditedAction.READ, code(operation), servlet, agent, Optional.of(one)))
                    .toList());
        } else if (!resources.isEmpty() || isSearch(answer)) {
            writer.store(several(servlet, operation, resources));
        }
    }

    /** A search that found nothing tells something too; the answer to a transaction that only writes is none. */
    private static boolean isSearch(IBaseResource answer) {
        return answer instanceof Bundle bundle
                && (bundle.getType() == Bundle.BundleType.SEARCHSET || bundle.getType() == Bundle.BundleType.HISTORY);
    }

    /** One record for each patient, as BALP asks for; one without patient where it is about none. */
    private List<AuditRecord> several(
            ServletRequestDetails request, @Nullable RestOperationTypeEnum operation, List<IBaseResource> resources) {
        Map<String, Integer> of = new LinkedHashMap<>();
        resources.forEach(one -> of.merge(patients.patient(one).orElse(""), 1, Integer::sum));
        if (of.size() > 1) {
            of.remove("");
        }
        Agent agent = Agents.of(request.getServletRequest());
        Optional<String> query = Optional.of(Questions.query(request));
        String code = operation == null ? "search-type" : code(operation);
        return Stream.concat(of.keySet().stream(), of.isEmpty() ? Stream.of("") : Stream.empty())
                .map(patient -> new AuditRecord(
                        clock.instant(),
                        AuditedAction.QUERY,
                        code,
                        false,
                        Optional.ofNullable(request.getResourceName())
                                .map(type -> new AuditRecord.Resource(type, Optional.empty(), Optional.empty())),
                        Optional.of(patient).filter(id -> !id.isEmpty()),
                        agent,
                        Optional.ofNullable(request.getRequestId()),
                        query))
                .toList();
    }

    /** A resource was created. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, RequestDetails request) {
        written(AuditedAction.CREATE, resource, request);
    }

    /** A resource has a new version. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        written(AuditedAction.UPDATE, after, request);
    }

    /** A resource was deleted. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource, RequestDetails request) {
        written(AuditedAction.DELETE, resource, request);
    }

    private void written(AuditedAction action, IBaseResource resource, @Nullable RequestDetails request) {
        if (!(request instanceof ServletRequestDetails servlet) || servlet.getServletRequest() == null) {
            // What the server does by itself: told by its Provenance.
            return;
        }
        written(servlet).add(key(resource));
        Agent agent = Agents.of(servlet.getServletRequest());
        log.add(List.of(record(action, action.interaction(), servlet, agent, Optional.of(resource))));
    }

    private AuditRecord record(
            AuditedAction action,
            String interaction,
            ServletRequestDetails request,
            Agent agent,
            Optional<IBaseResource> resource) {
        return new AuditRecord(
                clock.instant(),
                action,
                interaction,
                false,
                resource.map(one -> new AuditRecord.Resource(
                        one.fhirType(),
                        Optional.ofNullable(one.getIdElement().getIdPart()),
                        Optional.ofNullable(one.getIdElement().getVersionIdPart()))),
                resource.flatMap(patients::patient),
                agent,
                Optional.ofNullable(request.getRequestId()),
                Optional.empty());
    }

    /** As the value set restful-interaction has it. */
    private static String code(RestOperationTypeEnum operation) {
        return switch (operation) {
            case EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE -> "operation";
            case GET_PAGE -> "search-type";
            default -> operation.getCode();
        };
    }

    private static Stream<IBaseResource> resources(IBaseResource answer) {
        if (answer instanceof Bundle bundle) {
            return bundle.getEntry().stream()
                    .filter(Bundle.BundleEntryComponent::hasResource)
                    .flatMap(entry -> resources(entry.getResource()));
        }
        if (answer instanceof Parameters parameters) {
            return parameters.getParameter().stream()
                    .filter(Parameters.ParametersParameterComponent::hasResource)
                    .flatMap(parameter -> resources(parameter.getResource()));
        }
        return Stream.of(answer);
    }

    private static String key(IBaseResource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart() + "/"
                + resource.getIdElement().getVersionIdPart();
    }

    /** What this request wrote: a client that gets back what it sent has seen nothing new. */
    @SuppressWarnings("unchecked")
    private static Set<String> written(ServletRequestDetails request) {
        return (Set<String>) request.getUserData().computeIfAbsent(WRITTEN, key -> new HashSet<String>());
    }
}
