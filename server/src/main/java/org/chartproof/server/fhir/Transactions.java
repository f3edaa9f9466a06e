package org.chartproof.server.fhir;

import java.util.Collection;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;

/** Bundles that store resources under ids of our own choice, all of them or none: sent again, they change nothing. */
public final class Transactions {

    private Transactions() {}

    /** Stores each of the resources. */
    public static Bundle of(Collection<? extends Resource> resources) {
        Bundle bundle = new Bundle();
        bundle.setType(BundleType.TRANSACTION);
        resources.forEach(resource -> put(bundle, resource));
        return bundle;
    }

    /**
     * Adds one.
     *
     * @return its request, for conditions on it
     */
    public static BundleEntryRequestComponent put(Bundle bundle, Resource resource) {
        return bundle.addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
    }
}
