package org.chartproof.server.subscription;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/**
 * Lets in only Subscriptions that this server delivers. One that names another endpoint would be stored and never served, and
 * note content would be asked to leave the building: both are refused with what to do instead.
 */
@Interceptor
public final class SubscriptionRules {

    private final CodingSubscriptions subscriptions;

    public SubscriptionRules(CodingSubscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Checks a new Subscription. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        check(resource);
    }

    /** Checks a changed Subscription. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after) {
        check(after);
    }

    private void check(IBaseResource resource) {
        if (!(resource instanceof Subscription subscription)) {
            return;
        }
        boolean ours = subscription.getChannel().getType() == SubscriptionChannelType.MESSAGE
                && CodingSubscriptions.CHANNEL.equals(subscription.getChannel().getEndpoint());
        if (!ours) {
            throw new UnprocessableEntityException("This server delivers Subscriptions to its own coder alone: set"
                    + " Subscription.channel.type to 'message' and Subscription.channel.endpoint to '"
                    + CodingSubscriptions.CHANNEL + "'. Nothing is sent to other endpoints.");
        }
        String fault = subscriptions.fault(subscription.hasCriteria() ? subscription.getCriteria() : "");
        if (!fault.isEmpty()) {
            throw new UnprocessableEntityException("Subscription.criteria can't be used: " + fault);
        }
        if (subscription.getStatus() == SubscriptionStatus.REQUESTED) {
            subscription.setStatus(SubscriptionStatus.ACTIVE);
        }
    }
}
