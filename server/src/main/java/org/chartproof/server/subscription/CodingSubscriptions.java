package org.chartproof.server.subscription;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active Subscriptions on the coder's channel, held in memory. They are seeded once; an operator who changes or switches
 * one off finds that respected, on this node at once and on other nodes at their next {@link #refresh}.
 */
public final class CodingSubscriptions {

    /** The endpoint of the coder's own channel. */
    public static final String CHANNEL = "channel:coding";

    private static final Logger LOG = LoggerFactory.getLogger(CodingSubscriptions.class);

    /** Documents that are valid, and those that no longer are: the latter withdraw what was coded from them. */
    private static final String DOCUMENTS = "DocumentReference?status=current,superseded,entered-in-error";

    /** Encounters whose coding becomes final, or void. */
    private static final String ENCOUNTERS = "Encounter?status=finished,cancelled,entered-in-error";

    private final IFhirResourceDao<Subscription> dao;
    private final SearchParamMatcher matcher;
    private volatile List<String> criteria = List.of();

    public CodingSubscriptions(IFhirResourceDao<Subscription> dao, SearchParamMatcher matcher) {
        this.dao = dao;
        this.matcher = matcher;
    }

    /** Writes the two Subscriptions where they don't exist yet, and reads what is active. */
    public void seed() {
        seed("coder-documents", DOCUMENTS, "Clinical documents: a new or changed one codes its encounter");
        seed("coder-encounters", ENCOUNTERS, "Encounters: a finished one is coded finally");
        refresh();
    }

    private void seed(String id, String criteria, String reason) {
        if (exists(id)) {
            return;
        }
        Subscription subscription = new Subscription();
        subscription.setId(new IdType("Subscription", id));
        subscription.setStatus(SubscriptionStatus.ACTIVE).setReason(reason).setCriteria(criteria);
        subscription.getChannel().setType(SubscriptionChannelType.MESSAGE).setEndpoint(CHANNEL);
        try {
            dao.update(subscription, new SystemRequestDetails());
        } catch (ResourceVersionConflictException e) {
            LOG.info("Subscription/{} was seeded by another node", id);
        }
    }

    private boolean exists(String id) {
        try {
            dao.read(new IdType("Subscription", id), new SystemRequestDetails());
            return true;
        } catch (ResourceNotFoundException | ResourceGoneException e) {
            // Deleted by an operator on purpose counts as there: it is not seeded again.
            return e instanceof ResourceGoneException;
        }
    }

    /** Reads which Subscriptions are active. */
    public void refresh() {
        SearchParameterMap all = SearchParameterMap.newSynchronous(
                Subscription.SP_STATUS, new TokenParam(SubscriptionStatus.ACTIVE.toCode()));
        criteria = dao.search(all, new SystemRequestDetails()).getAllResources().stream()
                .map(Subscription.class::cast)
                .filter(subscription -> CHANNEL.equals(subscription.getChannel().getEndpoint()))
                .map(Subscription::getCriteria)
                .sorted()
                .toList();
    }

    /** Whether an active Subscription asks for this resource. */
    public boolean match(IBaseResource resource) {
        String type = resource.fhirType() + "?";
        return criteria.stream().filter(one -> one.startsWith(type)).anyMatch(one -> matcher.match(
                        one, resource, new SystemRequestDetails())
                .matched());
    }

    /**
     * Why a Subscription's criteria can't be used; empty text if they can.
     *
     * @param criteria as in {@code Subscription.criteria}
     */
    String fault(String criteria) {
        if (!criteria.startsWith("DocumentReference?") && !criteria.startsWith("Encounter?")) {
            return "criteria must search DocumentReference or Encounter, e.g. DocumentReference?status=current";
        }
        try {
            IBaseResource probe = criteria.startsWith("Encounter?")
                    ? new org.hl7.fhir.r4.model.Encounter()
                    : new org.hl7.fhir.r4.model.DocumentReference();
            return matcher.match(criteria, probe, new SystemRequestDetails()).supported()
                    ? ""
                    : "these criteria can't be evaluated in memory: use parameters of the resource itself, without chaining";
        } catch (RuntimeException e) {
            return "criteria are not a search that this server knows";
        }
    }
}
