package org.chartproof.server.security.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.chartproof.server.security.OutOfReach;
import org.chartproof.server.security.Permission;
import org.chartproof.server.security.rights.Rights;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Rights where HAPI searches, reads, shows and stores: whatever way a request has found to a resource, it passes here. */
@Interceptor
public final class StorageRules {

    private final Coverage coverage;
    private final Narrowing narrowing;

    StorageRules(Coverage coverage, Narrowing narrowing) {
        this.coverage = coverage;
        this.narrowing = narrowing;
    }

    /** Narrows the searches of whoever sees one chart, those in Bundles included. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void searched(@Nullable RequestDetails request, SearchParameterMap search) {
        Judged.rights(request).ifPresent(rights -> {
            if (request != null && request.getResourceName() != null) {
                narrowing.narrow(rights, request.getResourceName(), search);
            }
        });
    }

    /** Judges what was read from the database, whatever it was read for. */
    @Hook(Pointcut.STORAGE_PREACCESS_RESOURCES)
    public void read(@Nullable RequestDetails request, IPreResourceAccessDetails details) {
        Judged.rights(request).ifPresent(rights -> {
            for (int i = 0; i < details.size(); i++) {
                if (!isShown(rights, request, details.getResource(i))) {
                    details.setDontReturnResourceAtIndex(i);
                    noteRead(request, details.getResource(i));
                }
            }
        });
    }

    /** Judges what is about to be shown: again, since not all ways to here begin with a reading. */
    @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
    public void shown(@Nullable RequestDetails request, IPreResourceShowDetails details) {
        Judged.rights(request).ifPresent(rights -> {
            for (int i = 0; i < details.size(); i++) {
                if (details.getResource(i) != null && !isShown(rights, request, details.getResource(i))) {
                    details.setResource(i, null);
                }
            }
        });
    }

    /** Judges a resource that is about to be stored as a new one. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource, @Nullable RequestDetails request) {
        // An update may create as well; which of the two was asked for, the gate has judged.
        Judged.rights(request)
                .ifPresent(rights -> written(rights, request, resource, Permission.CREATE, Permission.UPDATE));
    }

    /** Judges a resource that is about to be changed: as it was, and as it will be. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
        Judged.rights(request).ifPresent(rights -> {
            reach(rights, request, before, Permission.UPDATE);
            written(rights, request, after, Permission.UPDATE);
        });
    }

    /** Judges a resource that is about to be deleted. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void deleted(IBaseResource resource, @Nullable RequestDetails request) {
        Judged.rights(request).ifPresent(rights -> reach(rights, request, resource, Permission.DELETE));
    }

    /** Of what was asked for by its id; what a search passes over was not asked for. */
    private static void noteRead(@Nullable RequestDetails request, IBaseResource resource) {
        RestOperationTypeEnum operation = request == null ? null : request.getRestOperationType();
        if (operation == RestOperationTypeEnum.READ || operation == RestOperationTypeEnum.VREAD) {
            OutOfReach.note(request, resource);
        }
    }

    private void written(
            Rights rights, @Nullable RequestDetails request, IBaseResource resource, Permission... permissions) {
        reach(rights, request, resource, permissions);
        if (rights.isOfOneChart() && resource instanceof Resource written && !coverage.refersWithin(rights, written)) {
            throw Refusal.because("This " + resource.fhirType() + " refers to what this token does not show");
        }
    }

    private void reach(
            Rights rights, @Nullable RequestDetails request, IBaseResource resource, Permission... permissions) {
        if (!(resource instanceof Resource one) || !coverage.reaches(rights, one, permissions)) {
            OutOfReach.note(request, resource);
            throw Refusal.outside(resource.fhirType());
        }
    }

    private boolean isShown(Rights rights, @Nullable RequestDetails request, IBaseResource resource) {
        if (!(resource instanceof Resource one) || request == null) {
            return false;
        }
        if (resource instanceof OperationOutcome) {
            return true;
        }
        RestOperationTypeEnum operation = request.getRestOperationType();
        boolean searched = operation == RestOperationTypeEnum.SEARCH_TYPE
                || operation == RestOperationTypeEnum.GET_PAGE
                || operation == RestOperationTypeEnum.HISTORY_TYPE;
        if (!searched) {
            return coverage.reaches(rights, one, Permission.READ);
        }
        return resource.fhirType().equals(request.getResourceName())
                ? coverage.reaches(rights, one, Permission.SEARCH)
                // What comes along, as by _include.
                : coverage.reaches(rights, one, Permission.READ, Permission.SEARCH);
    }
}
