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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes a record of what is done and seen beside FHIR: an administrator's operations, messages that they look at, cards that an EHR shows. The answer is held back until the record is stored.
 */
final class OperationRecorder extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** One message or resource with its content; lists and figures, which a page asks again and again, show nobody's. */
    private static final Pattern ONE = Pattern.compile("/(?:hl7|hl7/outbox|ehr)/(?:messages|resources)/.+");

    /** Asked at each chart that is opened: news once a card is shown. */
    private static final String CARDS = "/cds-services";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int FIRST_ERROR = 300;

    private final transient AuditWriter writer;
    private final transient PatientOf patients;
    private final transient InstantSource clock;

    OperationRecorder(AuditWriter writer, PatientOf patients, InstantSource clock) {
        this.writer = writer;
        this.patients = patients;
        this.clock = clock;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean cards = request.getRequestURI().startsWith(CARDS);
        boolean reads = READING.contains(request.getMethod());
        if (reads && !ONE.matcher(request.getRequestURI()).matches()) {
            chain.doFilter(request, response);
            return;
        }
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        List<String> shown = Disclosure.references(request);
        boolean done = held.getStatus() < FIRST_ERROR;
        if (!done || (cards && shown.isEmpty()) || writer.stores(records(request, shown), response)) {
            held.copyBodyToResponse();
        }
    }

    /** One record for each patient, as of a search. */
    private List<AuditRecord> records(HttpServletRequest request, List<String> shown) {
        Set<Optional<String>> about =
                new TreeSet<>((one, other) -> one.orElse("").compareTo(other.orElse("")));
        shown.stream()
                .map(reference -> patients.patient(new IdType(reference)))
                .filter(Optional::isPresent)
                .forEach(about::add);
        if (about.isEmpty()) {
            about.add(Optional.empty());
        }
        AuditRecord.Agent agent = Disclosure.agent(request);
        return about.stream()
                .map(patient -> new AuditRecord(
                        clock.instant(),
                        AuditedAction.QUERY,
                        "operation",
                        false,
                        Optional.empty(),
                        patient,
                        agent,
                        Optional.empty(),
                        Optional.of(Questions.query(request))))
                .toList();
    }
}
