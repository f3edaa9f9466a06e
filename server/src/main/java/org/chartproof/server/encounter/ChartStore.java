package org.chartproof.server.encounter;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.queue.WorkQueue;
import org.chartproof.server.writeback.Canonical;
import org.chartproof.server.writeback.PreviousResult;
import org.chartproof.server.writeback.ResultIds;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;

/** Reads charts from this server's own storage. */
public final class ChartStore {

    private static final Comparator<DocumentReference> OLDEST_FIRST = Comparator.comparing(
                    (DocumentReference document) -> document.hasDate() ? document.getDate() : new Date(0))
            .thenComparing(document -> document.getIdElement().getIdPart());

    private final DaoRegistry daos;
    private final WorkQueue queue;

    public ChartStore(DaoRegistry daos, WorkQueue queue) {
        this.daos = daos;
        this.queue = queue;
    }

    /** The chart of an encounter; empty if there is no such encounter (any more). */
    public Optional<Chart> chart(String encounterId) {
        return read(Encounter.class, new IdType("Encounter", encounterId)).map(this::chart);
    }

    /** The chart of an encounter that need not be stored itself, with what is stored around it. */
    public Chart chart(Encounter encounter) {
        String id = encounter.getIdElement().getIdPart();
        Optional<Patient> patient = Optional.of(encounter.getSubject().getReferenceElement())
                .filter(reference -> "Patient".equals(reference.getResourceType()))
                .flatMap(reference -> read(Patient.class, reference));
        List<DocumentReference> documents = queue.documentsOf(id).stream()
                .flatMap(document -> document(document).stream())
                .sorted(OLDEST_FIRST)
                .toList();
        return new Chart(encounter, patient, patient.map(this::coverages).orElse(List.of()), documents);
    }

    /** A document in its current version. */
    public Optional<DocumentReference> document(String id) {
        return read(DocumentReference.class, new IdType("DocumentReference", id));
    }

    /** What an earlier coding of an encounter wrote. */
    public PreviousResult previousResult(String encounterId) {
        Optional<Claim> claim = read(Claim.class, ResultIds.claim(encounterId));
        if (claim.isEmpty()) {
            return PreviousResult.NONE;
        }
        Optional<Task> task = read(Task.class, ResultIds.task(encounterId));
        List<Condition> conditions = conditions(encounterId);
        List<Provenance> proofs = conditions.stream()
                .filter(PreviousResult::isConfirmed)
                .map(condition -> ResultIds.provenance(
                        encounterId, condition.getCode().getCodingFirstRep().getCode()))
                .flatMap(id -> read(Provenance.class, id).stream())
                .toList();
        List<DetectedIssue> issues = task.stream()
                .flatMap(one -> one.getInput().stream())
                .map(input -> idOf(input.getValue()))
                .filter(id -> "DetectedIssue".equals(id.getResourceType()))
                .flatMap(id -> read(DetectedIssue.class, id).stream())
                .toList();
        return new PreviousResult(claim, conditions, task, issues, proofs);
    }

    /** All of a coding, whether its claim names them or not: a rejected one is on no claim. */
    private List<Condition> conditions(String encounterId) {
        return daos
                .getResourceDao(Condition.class)
                .search(
                        SearchParameterMap.newSynchronous(
                                Condition.SP_ENCOUNTER, new ReferenceParam("Encounter/" + encounterId)),
                        new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(Condition.class::cast)
                .filter(condition -> condition.getIdentifier().stream()
                        .anyMatch(identifier -> Canonical.RESULT_IDENTIFIER.equals(identifier.getSystem())))
                .sorted(Comparator.comparing(
                        condition -> condition.getIdElement().getIdPart()))
                .toList();
    }

    private static IIdType idOf(Type reference) {
        return ((Reference) reference).getReferenceElement();
    }

    /** A Binary in its current version. */
    public Optional<Binary> binary(IIdType id) {
        return read(Binary.class, id.toUnqualifiedVersionless());
    }

    private List<Coverage> coverages(Patient patient) {
        SearchParameterMap ofPatient = SearchParameterMap.newSynchronous(
                Coverage.SP_BENEFICIARY,
                new ReferenceParam(
                        patient.getIdElement().toUnqualifiedVersionless().getValue()));
        return daos
                .getResourceDao(Coverage.class)
                .search(ofPatient, new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(Coverage.class::cast)
                .filter(coverage -> coverage.getStatus() == Coverage.CoverageStatus.ACTIVE)
                .sorted(Comparator.comparing(coverage -> coverage.getIdElement().getIdPart()))
                .toList();
    }

    private <T extends Resource> Optional<T> read(Class<T> type, IIdType id) {
        try {
            return Optional.of(
                    daos.getResourceDao(type).read(id.toUnqualifiedVersionless(), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException e) {
            return Optional.empty();
        }
    }
}
