package org.chartproof.server.review;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.fhir.StoredResources;
import org.chartproof.server.writeback.Canonical;
import org.chartproof.server.writeback.ResultIds;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.DiagnosisComponent;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What is stored, as the transaction under way sees it. */
final class Stored {

    private final DaoRegistry daos;
    private final StoredResources resources;

    Stored(DaoRegistry daos) {
        this.daos = daos;
        this.resources = new StoredResources(daos);
    }

    Optional<Claim> claim(String encounter) {
        return read(Claim.class, ResultIds.claim(encounter));
    }

    /** The conditions of a coding, whatever was decided about them. */
    List<Condition> conditions(String encounter) {
        SearchParameterMap ofEncounter =
                SearchParameterMap.newSynchronous(Condition.SP_ENCOUNTER, new ReferenceParam("Encounter/" + encounter));
        // One by one: what a search finds is loaded together, and Hibernate gives that up where some of it was written
        // in the transaction under way.
        List<IIdType> found =
                daos.getResourceDao(Condition.class).searchForResourceIds(ofEncounter, new SystemRequestDetails());
        return found.stream()
                .flatMap(id -> read(Condition.class, id).stream())
                .filter(Results::is)
                .toList();
    }

    /** The condition of a diagnosis on a claim. */
    Optional<Condition> condition(DiagnosisComponent diagnosis) {
        return reference(diagnosis).flatMap(id -> read(Condition.class, id));
    }

    /** Which condition a diagnosis on a claim names. */
    static Optional<IIdType> reference(DiagnosisComponent diagnosis) {
        Extension extension = diagnosis.getExtensionByUrl(Canonical.DIAGNOSIS_CONDITION);
        return extension != null && extension.getValue() instanceof Reference reference && reference.hasReference()
                ? Optional.of(reference.getReferenceElement())
                : Optional.empty();
    }

    /** Whether the engine's proof of a condition stands. */
    boolean isProven(Condition condition) {
        return Results.encounter(condition)
                .flatMap(encounter ->
                        read(Provenance.class, ResultIds.provenance(encounter, ConditionRules.code(condition))))
                .filter(proof -> Results.isEngines(proof)
                        && !proof.getActivity().getCodingFirstRep().getCode().equals("NULLIFY"))
                .isPresent();
    }

    <T extends Resource> Optional<T> read(Class<T> type, IIdType id) {
        return resources.read(type, id);
    }
}
