package org.chartproof.server.security.fhir;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chartproof.server.fhir.ResourceTypes;
import org.chartproof.server.security.OutOfReach;
import org.chartproof.server.security.Permission;
import org.chartproof.server.security.ResourceScope.Context;
import org.chartproof.server.security.Role;
import org.chartproof.server.security.rights.Rights;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Judges what a request asks for, before anything is looked up for it. */
final class RequestGate {

    private final Function<IIdType, Optional<Resource>> stored;
    private final Coverage coverage;
    private final SearchQuestions questions;
    private final FhirTerser terser;
    private final Map<String, OperationAccess> operations;

    RequestGate(
            Function<IIdType, Optional<Resource>> stored,
            Coverage coverage,
            SearchQuestions questions,
            FhirTerser terser,
            List<OperationAccess> operations) {
        this.stored = stored;
        this.coverage = coverage;
        this.questions = questions;
        this.terser = terser;
        this.operations = operations.stream()
                .collect(Collectors.toUnmodifiableMap(
                        OperationAccess::name, Function.identity(), (one, other) -> other));
    }

    void judge(Rights rights, RestOperationTypeEnum operation, RequestDetails request) {
        String type = request.getResourceName() == null ? "" : request.getResourceName();
        switch (operation) {
            case METADATA -> {}
            case GET_PAGE -> requireRole(rights);
            case READ, VREAD -> require(rights, type, Permission.READ);
            case HISTORY_INSTANCE -> {
                require(rights, type, Permission.READ);
                requireReach(rights, request, request.getId());
            }
            case HISTORY_TYPE -> {
                require(rights, type, Permission.SEARCH);
                requireNotOneChart(rights);
            }
            case HISTORY_SYSTEM -> {
                requireNotOneChart(rights);
                ResourceTypes.supported().forEach(each -> require(rights, each, Permission.SEARCH));
            }
            case SEARCH_TYPE -> {
                require(rights, type, Permission.SEARCH);
                questions.check(rights, type, request.getParameters());
            }
            case CREATE ->
                write(
                        rights,
                        request,
                        new Asked(HTTPVerb.POST, type, "", request.getHeader(Constants.HEADER_IF_NONE_EXIST) != null),
                        request.getResource());
            case UPDATE -> write(rights, request, asked(HTTPVerb.PUT, type, request), request.getResource());
            case PATCH -> write(rights, request, asked(HTTPVerb.PATCH, type, request), null);
            case DELETE -> write(rights, request, asked(HTTPVerb.DELETE, type, request), null);
            case TRANSACTION, BATCH -> bundle(rights, request);
            case VALIDATE -> {
                requireRole(rights);
                // With an id it looks at what is stored.
                if (request.getId() != null) {
                    throw Refusal.because("$validate judges a resource that is sent, not one that is stored");
                }
            }
            case EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE ->
                operation(rights, type, request);
            default -> throw Refusal.because("This server does not offer " + operation.getCode());
        }
    }

    private void bundle(Rights rights, RequestDetails request) {
        requireRole(rights);
        if (!(request.getResource() instanceof Bundle bundle)) {
            throw Refusal.because("This is for a Bundle");
        }
        for (BundleEntryComponent entry : bundle.getEntry()) {
            HTTPVerb verb = entry.getRequest().getMethod();
            // What an entry reads is judged as a request of its own.
            if (verb != null && verb != HTTPVerb.GET && verb != HTTPVerb.HEAD) {
                write(rights, request, Asked.of(entry), entry.getResource());
            }
        }
    }

    private static Asked asked(HTTPVerb verb, String type, RequestDetails request) {
        String id = request.getId() == null ? "" : request.getId().getIdPart();
        return new Asked(verb, type, id, id.isEmpty());
    }

    private void write(Rights rights, RequestDetails request, Asked asked, @Nullable IBaseResource body) {
        Permission permission =
                switch (asked.verb()) {
                    case POST -> Permission.CREATE;
                    case DELETE -> Permission.DELETE;
                    default -> Permission.UPDATE;
                };
        if (asked.type().startsWith("$") || asked.id().startsWith("$")) {
            throw Refusal.because("An operation can't be an entry of a Bundle");
        }
        require(rights, asked.type(), permission);
        if (body != null && !body.fhirType().equals(asked.type())) {
            throw Refusal.because("A " + body.fhirType() + " can't be written as a " + asked.type());
        }
        if (asked.conditional()) {
            requireUnlimited(rights, asked.type());
        }
        if (!asked.id().isEmpty()) {
            // Before anything of it is compared: a patch that tests a value would tell it.
            stored.apply(new IdType(asked.type(), asked.id()))
                    .filter(before -> !coverage.reaches(rights, before, permission))
                    .ifPresent(before -> {
                        OutOfReach.note(request, before);
                        throw Refusal.outside(asked.type());
                    });
        }
        if (body != null) {
            terser.getAllPopulatedChildElementsOfType(body, Reference.class).stream()
                    .filter(reference ->
                            reference.hasReference() && reference.getReference().contains("?"))
                    .forEach(reference ->
                            requireUnlimited(rights, reference.getReference().replaceFirst("^/?([A-Za-z]*).*$", "$1")));
        }
    }

    private void operation(Rights rights, String type, RequestDetails request) {
        OperationAccess access = operations.get(request.getOperation());
        if (access == null) {
            throw Refusal.because(request.getOperation() + " is open to nobody here");
        }
        if (access.roles().stream().noneMatch(role -> rights.caller().is(role))) {
            throw Refusal.because(request.getOperation() + " is for "
                    + access.roles().stream().sorted().map(Role::word).collect(Collectors.joining(", ")));
        }
        boolean program = rights.caller().is(Role.SYSTEM)
                && rights.caller().scopes().resources().stream().noneMatch(scope -> scope.context() == Context.SYSTEM);
        if (program) {
            throw Refusal.because(request.getOperation() + " needs a system scope");
        }
        access.reads().forEach(each -> require(rights, each, Permission.READ));
        if (request.getId() != null) {
            require(rights, type, Permission.READ);
            requireReach(rights, request, request.getId());
        } else if (request.getOperation().equals("$everything")) {
            requireNotOneChart(rights);
        }
        if (request.getResource() instanceof Parameters parameters) {
            parameters.getParameter().forEach(parameter -> linked(rights, request, parameter));
        } else if (request.getResource() != null) {
            linked(rights, request, request.getResource());
        }
    }

    private void linked(Rights rights, RequestDetails request, ParametersParameterComponent parameter) {
        if (parameter.getResource() != null) {
            linked(rights, request, parameter.getResource());
        }
        if (parameter.getValue() instanceof Attachment attachment && attachment.hasUrl()) {
            requireBinary(rights, request, attachment);
        }
        parameter.getPart().forEach(part -> linked(rights, request, part));
    }

    /** What a body leads to on this server is read for it, so the caller must be able to read it. */
    private void linked(Rights rights, RequestDetails request, IBaseResource body) {
        terser.getAllPopulatedChildElementsOfType(body, Attachment.class).stream()
                .filter(Attachment::hasUrl)
                .forEach(attachment -> requireBinary(rights, request, attachment));
    }

    private void requireBinary(Rights rights, RequestDetails request, Attachment attachment) {
        IdType id = new IdType(attachment.getUrl());
        if ("Binary".equals(id.getResourceType())) {
            require(rights, "Binary", Permission.READ);
            requireReach(rights, request, id);
        }
    }

    private static void require(Rights rights, String type, Permission permission) {
        rights.lack(type, permission).ifPresent(lack -> {
            throw Refusal.lacking(lack);
        });
    }

    /** What is there must be within reach; what is not there is told by what looks it up. */
    private void requireReach(Rights rights, RequestDetails request, IIdType id) {
        stored.apply(id.toUnqualifiedVersionless())
                .filter(resource -> !coverage.reaches(rights, resource, Permission.READ))
                .ifPresent(resource -> {
                    OutOfReach.note(request, resource);
                    throw Refusal.outside(resource.fhirType());
                });
    }

    private static void requireUnlimited(Rights rights, String type) {
        require(rights, type, Permission.SEARCH);
        if (!Narrowing.isOpen(rights, type)) {
            throw Refusal.because("What is looked for before it is written must be a " + type
                    + " among those that the token may search, and it may search some of them only");
        }
    }

    private static void requireNotOneChart(Rights rights) {
        requireRole(rights);
        if (rights.isOfOneChart()) {
            throw Refusal.because("This tells of more than one patient, and the token is for one");
        }
    }

    private static void requireRole(Rights rights) {
        if (rights.caller().roles().isEmpty()) {
            throw Refusal.because("The token names no role of this server");
        }
    }
}
