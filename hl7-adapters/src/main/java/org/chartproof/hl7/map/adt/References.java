package org.chartproof.hl7.map.adt;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.List;
import org.chartproof.hl7.map.Translation;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** What refers to a patient or a visit, and has to follow when it is merged or moved: all of the types that this server stores, results of the coding among them. */
final class References {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    /** Resources and the search parameter by which they refer. */
    private record Referrer(Class<? extends Resource> type, String parameter) {}

    private static final List<Referrer> TO_PATIENT = List.of(
            new Referrer(Account.class, "subject"),
            new Referrer(AllergyIntolerance.class, "patient"),
            new Referrer(ChargeItem.class, "subject"),
            new Referrer(Claim.class, "patient"),
            new Referrer(Condition.class, "subject"),
            new Referrer(Coverage.class, "beneficiary"),
            new Referrer(DetectedIssue.class, "patient"),
            new Referrer(DiagnosticReport.class, "subject"),
            new Referrer(DocumentReference.class, "subject"),
            new Referrer(Encounter.class, "subject"),
            new Referrer(Immunization.class, "patient"),
            new Referrer(MedicationRequest.class, "subject"),
            new Referrer(Observation.class, "subject"),
            new Referrer(Procedure.class, "subject"),
            new Referrer(RelatedPerson.class, "patient"),
            new Referrer(ServiceRequest.class, "subject"),
            new Referrer(Task.class, "subject"));

    private static final List<Referrer> TO_ENCOUNTER = List.of(
            new Referrer(ChargeItem.class, "context"),
            new Referrer(Claim.class, "encounter"),
            new Referrer(Condition.class, "encounter"),
            new Referrer(DiagnosticReport.class, "encounter"),
            new Referrer(DocumentReference.class, "encounter"),
            new Referrer(MedicationRequest.class, "encounter"),
            new Referrer(Observation.class, "encounter"),
            new Referrer(Procedure.class, "encounter"),
            new Referrer(ServiceRequest.class, "encounter"),
            new Referrer(Task.class, "encounter"));

    private References() {}

    /** Everything about a patient becomes about another. */
    static void movePatient(Translation translation, Patient from, Patient to) {
        for (Referrer referrer : TO_PATIENT) {
            translation
                    .workspace()
                    .referring(referrer.type(), referrer.parameter(), from)
                    .forEach(one -> hand(translation, one, from, to));
        }
    }

    /** A visit and everything about it become a patient's, from that of another. */
    static void moveVisit(Translation translation, Encounter visit, String from, Patient to) {
        replace(translation, visit, from, to);
        for (Referrer referrer : TO_ENCOUNTER) {
            translation
                    .workspace()
                    .referring(referrer.type(), referrer.parameter(), visit)
                    .forEach(one -> replace(translation, one, from, to));
        }
    }

    /** Everything about a visit becomes about another. */
    static void mergeVisit(Translation translation, Encounter from, Encounter to) {
        for (Referrer referrer : TO_ENCOUNTER) {
            translation
                    .workspace()
                    .referring(referrer.type(), referrer.parameter(), from)
                    .forEach(one -> hand(translation, one, from, to));
        }
    }

    private static void hand(Translation translation, Resource resource, Resource from, Resource to) {
        replace(translation, resource, Translation.reference(from).getReference(), to);
        Owned.share(translation, resource, to);
    }

    /** Counts even if the merge comes late: nothing that a later event said is lost by it. */
    private static void replace(Translation translation, Resource resource, String from, Resource to) {
        translation.workspace().complete(resource);
        for (ResourceReferenceInfo found : FHIR.newTerser().getAllResourceReferences(resource)) {
            IBaseReference reference = found.getResourceReference();
            if (from.equals(reference.getReferenceElement().getValue())) {
                reference.setReference(Translation.reference(to).getReference());
            }
        }
    }
}
