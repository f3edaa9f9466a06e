package org.chartproof.server.outbox;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.out.BillingDestination;
import org.chartproof.hl7.out.FinalCoding;
import org.chartproof.server.fhir.StoredResources;
import org.chartproof.server.writeback.Canonical;
import org.chartproof.server.writeback.ResultIds;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** Reads what a billing system is told from this server's own storage. */
final class Claims {

    private static final String ICD10PCS = "http://www.cms.gov/Medicare/Coding/ICD10";

    private final DaoRegistry daos;
    private final StoredResources stored;

    Claims(DaoRegistry daos) {
        this.daos = daos;
        this.stored = new StoredResources(daos);
    }

    /**
     * The coding of a claim if a destination is to be told it: it is final, or it was told before and has been taken back.
     *
     * @param told whether the destination was told before
     */
    Optional<FinalCoding> coding(String claimId, BillingDestination destination, boolean told) {
        Optional<Claim> claim = stored.read(Claim.class, new IdType("Claim", claimId));
        if (claim.isEmpty() || !concerns(claim.get(), destination, told)) {
            return Optional.empty();
        }
        Optional<Encounter> encounter =
                encounterOf(claim.get()).flatMap(reference -> stored.read(Encounter.class, reference));
        Optional<Patient> patient =
                stored.read(Patient.class, claim.get().getPatient().getReferenceElement());
        if (encounter.isEmpty() || patient.isEmpty() || !(told || concerns(encounter.get(), destination))) {
            return Optional.empty();
        }
        return Optional.of(new FinalCoding(patient.get(), encounter.get(), claim.get(), procedures(encounter.get())));
    }

    private boolean concerns(Claim claim, BillingDestination destination, boolean told) {
        if (Finality.isWithdrawn(claim)) {
            return told;
        }
        return Finality.isAttested(claim)
                || destination.autoFinal() && Finality.isOfFinishedStay(claim) && isAutoFinal(claim);
    }

    private static boolean concerns(Encounter encounter, BillingDestination destination) {
        return destination.encounterClasses().isEmpty()
                || encounter.getClass_().hasCode()
                        && destination
                                .encounterClasses()
                                .contains(encounter.getClass_().getCode());
    }

    private boolean isAutoFinal(Claim claim) {
        return encounterOf(claim)
                .flatMap(encounter -> stored.read(Task.class, ResultIds.task(encounter.getIdPart())))
                .filter(Finality::isAutoFinal)
                .isPresent();
    }

    private static Optional<IIdType> encounterOf(Claim claim) {
        Extension encounter = claim.getExtensionByUrl(Canonical.CLAIM_ENCOUNTER);
        return encounter != null && encounter.getValue() instanceof Reference reference
                ? Optional.of(reference.getReferenceElement())
                : Optional.empty();
    }

    /** Those that are coded in ICD-10-PCS, by time and id. */
    private List<Procedure> procedures(Encounter encounter) {
        SearchParameterMap ofEncounter = SearchParameterMap.newSynchronous(
                Procedure.SP_ENCOUNTER,
                new ReferenceParam(
                        encounter.getIdElement().toUnqualifiedVersionless().getValue()));
        return daos
                .getResourceDao(Procedure.class)
                .search(ofEncounter, new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(Procedure.class::cast)
                .filter(procedure -> procedure.getStatus() == ProcedureStatus.COMPLETED)
                .filter(procedure -> procedure.getCode().getCoding().stream()
                        .anyMatch(coding -> ICD10PCS.equals(coding.getSystem())))
                .sorted(Comparator.comparing((Procedure procedure) -> procedure.hasPerformed()
                                ? procedure.getPerformed().toString()
                                : "")
                        .thenComparing(procedure -> procedure.getIdElement().getIdPart()))
                .toList();
    }
}
