package org.chartproof.server.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.server.fhir.ResourceTypes;
import org.chartproof.server.security.Caller;
import org.chartproof.server.security.OutOfReach;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;

/**
 * Makes a record of what was refused to somebody who showed a token, and of what was kept from them as if it were not there. Those without a token are counted by the metrics alone: they are no news, and as
 * many as anybody likes to send.
 */
final class RefusalRecorder extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final Pattern OF_ONE = Pattern.compile("/fhir/([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/.*)?");

    private final transient RefusalLog log;
    private final transient PatientOf patients;
    private final transient InstantSource clock;

    RefusalRecorder(RefusalLog log, PatientOf patients, InstantSource clock) {
        this.log = log;
        this.patients = patients;
        this.clock = clock;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        int status = response.getStatus();
        boolean refused = status == HttpServletResponse.SC_UNAUTHORIZED || status == HttpServletResponse.SC_FORBIDDEN;
        List<IBaseResource> beyond = OutOfReach.of(request);
        boolean known = Caller.of(request).isPresent();
        if (!beyond.isEmpty()) {
            log.record(
                    beyond.stream()
                            .map(one -> refusal(request, response, resource(one), patients.patient(one)))
                            .toList(),
                    known);
        } else if (refused && request.getHeader("Authorization") != null) {
            Optional<IdType> one = known ? named(request) : Optional.empty();
            log.record(
                    List.of(refusal(
                            request, response, one.map(RefusalRecorder::resource), one.flatMap(patients::patient))),
                    known);
        }
    }

    private AuditRecord refusal(
            HttpServletRequest request,
            HttpServletResponse response,
            Optional<AuditRecord.Resource> resource,
            Optional<String> patient) {
        return new AuditRecord(
                clock.instant(),
                action(request),
                "refused",
                true,
                resource,
                patient,
                Agents.of(request),
                Optional.ofNullable(response.getHeader("X-Request-ID")),
                Optional.of(Questions.query(request)));
    }

    /** The resource that a request asks for by its address, whether or not it is there. */
    private static Optional<IdType> named(HttpServletRequest request) {
        Matcher path = OF_ONE.matcher(request.getRequestURI());
        return path.matches() && ResourceTypes.supported().contains(path.group(1))
                ? Optional.of(new IdType(path.group(1), path.group(2)))
                : Optional.empty();
    }

    private static AuditRecord.Resource resource(IdType id) {
        return new AuditRecord.Resource(id.getResourceType(), Optional.of(id.getIdPart()), Optional.empty());
    }

    private static Optional<AuditRecord.Resource> resource(IBaseResource one) {
        return Optional.of(new AuditRecord.Resource(
                one.fhirType(), Optional.ofNullable(one.getIdElement().getIdPart()), Optional.empty()));
    }

    private static AuditedAction action(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> AuditedAction.READ;
            case "PUT", "PATCH" -> AuditedAction.UPDATE;
            case "DELETE" -> AuditedAction.DELETE;
            default -> AuditedAction.QUERY;
        };
    }
}
