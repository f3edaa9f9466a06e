package org.chartproof.server.cdshooks;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.fhir.StoredResources;
import org.chartproof.server.writeback.Canonical;
import org.chartproof.server.writeback.ResultIds;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** Reads from this server's own storage what hooks ask about. */
final class Charts {

    /** Of one patient: more encounters than that are not under review at once. */
    private static final int MOST_TASKS = 50;

    private final DaoRegistry daos;
    private final StoredResources resources;

    Charts(DaoRegistry daos) {
        this.daos = daos;
        this.resources = new StoredResources(daos);
    }

    Optional<Encounter> encounter(String id) {
        return read(Encounter.class, new IdType("Encounter", id));
    }

    /** The one encounter that carries any of these identifiers; empty if there is none, or more than one. */
    Optional<Encounter> encounterWith(List<Identifier> identifiers) {
        return only(Encounter.class, Encounter.SP_IDENTIFIER, identifiers);
    }

    /** The id of the one patient who carries any of these identifiers. */
    Optional<String> patientWith(List<Identifier> identifiers) {
        return only(Patient.class, Patient.SP_IDENTIFIER, identifiers)
                .map(patient -> patient.getIdElement().getIdPart());
    }

    /** The review task of an encounter, or those of a patient, newest first. */
    List<Task> tasks(Visit.Known visit) {
        if (visit.encounter().isPresent()) {
            return read(Task.class, ResultIds.task(visit.encounter().get())).stream()
                    .toList();
        }
        SearchParameterMap ofPatient = SearchParameterMap.newSynchronous()
                .add(Task.SP_PATIENT, new ReferenceParam("Patient/" + visit.patient()))
                .add(Task.SP_CODE, new TokenParam(Canonical.TASK_CODE, "review-coding"));
        ofPatient.setSort(new SortSpec(Task.SP_AUTHORED_ON, SortOrderEnum.DESC));
        ofPatient.setLoadSynchronousUpTo(MOST_TASKS);
        return search(Task.class, ofPatient);
    }

    <T extends Resource> Optional<T> read(Class<T> type, IIdType id) {
        return resources.read(type, id);
    }

    private <T extends Resource> Optional<T> only(Class<T> type, String parameter, List<Identifier> identifiers) {
        if (identifiers.isEmpty()) {
            return Optional.empty();
        }
        TokenOrListParam any = new TokenOrListParam();
        identifiers.forEach(one -> any.add(new TokenParam(one.getSystem(), one.getValue())));
        SearchParameterMap carrying = SearchParameterMap.newSynchronous().add(parameter, any);
        carrying.setLoadSynchronousUpTo(2);
        List<T> found = search(type, carrying);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private <T extends Resource> List<T> search(Class<T> type, SearchParameterMap parameters) {
        return daos.getResourceDao(type).search(parameters, new SystemRequestDetails()).getAllResources().stream()
                .map(type::cast)
                .toList();
    }
}
