package org.chartproof.server.audit;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.audit.AuditLog.Question;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** AuditEvents for who may see them: read and searched, newest first. There is no way to write one. */
public final class AuditEventProvider implements IResourceProvider {
    private static final int STANDARD_PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final AuditLog log;

    AuditEventProvider(AuditLog log) {
        this.log = log;
    }

    @Override
    public Class<AuditEvent> getResourceType() {
        return AuditEvent.class;
    }

    /** One event. */
    @Read
    public AuditEvent read(@IdParam IdType id) {
        if (!id.isIdPartValidLong()) {
            throw new ResourceNotFoundException(id);
        }
        return log.find(id.getIdPartAsLong()).map(AuditEvents::of).orElseThrow(() -> new ResourceNotFoundException(id));
    }

    /**
     * Who saw or changed what.
     *
     * @param patient that it is about
     * @param date    when
     * @param agent   the person, such as {@code Practitioner/example}, or by the whole address if of another server
     * @param subject the person as the issuer of their token names them
     * @param entity  the resource, such as {@code Claim/example}
     * @param action  C, R, U, D or E
     * @param subtype the interaction, such as {@code read} or {@code search-type}, or 110122 for sign-ins, 110123 for sign-outs, ITI-71 for tokens
     * @param outcome 0 for what was done, 4 for what was refused
     */
    @Search
    public IBundleProvider search(
            @OptionalParam(name = AuditEvent.SP_PATIENT) @Nullable ReferenceParam patient,
            @OptionalParam(name = AuditEvent.SP_DATE) @Nullable DateRangeParam date,
            @OptionalParam(name = AuditEvent.SP_AGENT) @Nullable ReferenceParam agent,
            @OptionalParam(name = AuditEvent.SP_ALTID) @Nullable TokenParam subject,
            @OptionalParam(name = AuditEvent.SP_ENTITY) @Nullable ReferenceParam entity,
            @OptionalParam(name = AuditEvent.SP_ACTION) @Nullable TokenParam action,
            @OptionalParam(name = AuditEvent.SP_SUBTYPE) @Nullable TokenParam subtype,
            @OptionalParam(name = AuditEvent.SP_OUTCOME) @Nullable TokenParam outcome,
            @Offset @Nullable Integer offset,
            @Count @Nullable Integer count,
            RequestDetails request) {
        Question question = new Question(
                Optional.ofNullable(patient).map(ReferenceParam::getIdPart),
                time(date == null ? null : date.getLowerBoundAsInstant()).map(Date::toInstant),
                time(date == null ? null : date.getUpperBoundAsInstant()).map(Date::toInstant),
                Optional.ofNullable(agent).map(person -> person(person, request.getFhirServerBase())),
                Optional.ofNullable(subject).map(TokenParam::getValue),
                Optional.ofNullable(entity).map(AuditEventProvider::resource),
                Optional.ofNullable(action).map(one -> action(one.getValue())),
                Optional.ofNullable(outcome).map(one -> refused(one.getValue())),
                Optional.ofNullable(subtype).map(one -> interaction(one.getValue())));
        int from = Math.max(0, offset == null ? 0 : offset);
        int most = Math.max(1, Math.min(count == null ? STANDARD_PAGE : count, LARGEST_PAGE));
        List<AuditEvent> events =
                log.find(question, from, most).stream().map(AuditEvents::of).toList();
        SimpleBundleProvider page = new SimpleBundleProvider(events);
        page.setSize(log.count(question));
        page.setCurrentPageOffset(from);
        page.setCurrentPageSize(most);
        return page;
    }

    private static Optional<Date> time(@Nullable Date date) {
        return Optional.ofNullable(date);
    }

    private static String person(ReferenceParam reference, String own) {
        String local = (reference.hasResourceType() ? reference.getResourceType() : "Practitioner") + "/"
                + reference.getIdPart();
        String base = Optional.ofNullable(reference.getBaseUrl()).orElse(own);
        return base.equals(own) ? local : base + "/" + local;
    }

    private static boolean refused(String outcome) {
        return switch (outcome) {
            case "0" -> false;
            case "4" -> true;
            default -> throw new InvalidRequestException("outcome is 0 or 4");
        };
    }

    private static String interaction(String subtype) {
        return SignInStep.ofCode(subtype).map(SignInStep::interaction).orElse(subtype);
    }

    private static AuditRecord.Resource resource(ReferenceParam entity) {
        return new AuditRecord.Resource(
                String.valueOf(entity.getResourceType()), Optional.ofNullable(entity.getIdPart()), Optional.empty());
    }

    private static AuditedAction action(String letter) {
        try {
            return AuditedAction.ofLetter(letter);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("action is one of C, R, U, D and E");
        }
    }
}
