package org.chartproof.server.ehr.writeback;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.chartproof.server.config.EhrSource.WriteBack.Kind;
import org.chartproof.server.ehr.identity.ToldId;
import org.chartproof.server.ehr.writeback.Attested.Diagnosis;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContextComponent;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Writes the resources that an EHR is to have: in its own ids of patient and encounter, and with nothing of ours but an identifier. */
final class Drafts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";
    private static final String LOINC = "http://loinc.org";
    private static final String ADMINISTRATIVE_NOTE = "51851-4";
    private static final String TITLE = "Coding summary";

    private final FhirContext fhir;

    Drafts(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** What an EHR is to have of a coding that counts. */
    List<Draft> of(Attested coding, Kind kind) {
        return kind == Kind.CONDITIONS
                ? coding.diagnoses().stream()
                        .map(diagnosis -> condition(coding, diagnosis))
                        .toList()
                : List.of(summary(coding));
    }

    /** The same as it was told, as entered in error. */
    Draft withdrawn(Written written) {
        Resource resource = (Resource) fhir.newJsonParser().parseResource(written.told());
        if (resource instanceof Condition condition) {
            condition.setClinicalStatus(null);
            condition.setVerificationStatus(concept(VERIFICATION, "entered-in-error"));
        } else if (resource instanceof DocumentReference document) {
            document.setStatus(DocumentReferenceStatus.ENTEREDINERROR);
            document.setDocStatus(ReferredDocumentStatus.ENTEREDINERROR);
        }
        return draft(written.id(), resource, true);
    }

    private Draft condition(Attested coding, Diagnosis diagnosis) {
        ToldId id = new ToldId(diagnosis.condition());
        Condition condition = new Condition();
        condition.addIdentifier(id.asIdentifier());
        condition.setClinicalStatus(concept(CLINICAL, "active"));
        condition.setVerificationStatus(concept(VERIFICATION, "confirmed"));
        condition.addCategory(concept(CATEGORY, "encounter-diagnosis"));
        condition.setCode(new CodeableConcept(diagnosis.code().copy())
                .setText(diagnosis.code().getDisplay()));
        condition.setSubject(new Reference(coding.patient().reference()));
        condition.setEncounter(new Reference(coding.encounter().reference()));
        return draft(id, condition, false);
    }

    private Draft summary(Attested coding) {
        ToldId id = new ToldId("summary-" + coding.claim());
        DocumentReference document = new DocumentReference();
        document.addIdentifier(id.asIdentifier());
        document.setStatus(DocumentReferenceStatus.CURRENT);
        document.setDocStatus(ReferredDocumentStatus.FINAL);
        document.setType(
                new CodeableConcept(new Coding(LOINC, ADMINISTRATIVE_NOTE, "Administrative note")).setText(TITLE));
        document.setSubject(new Reference(coding.patient().reference()));
        document.setDate(Date.from(coding.at()));
        document.addAuthor(new Reference().setDisplay("Chartproof"));
        document.setDescription(TITLE);
        DocumentReferenceContextComponent context = document.getContext();
        context.addEncounter(new Reference(coding.encounter().reference()));
        if (coding.stay().hasPeriod()) {
            context.setPeriod(coding.stay().getPeriod().copy());
        }
        Attachment attachment = document.addContent().getAttachment();
        attachment.setContentType("text/plain; charset=utf-8");
        attachment.setTitle(TITLE);
        attachment.setData(SummaryText.of(coding).getBytes(StandardCharsets.UTF_8));
        return draft(id, document, false);
    }

    private Draft draft(ToldId id, Resource resource, boolean withdrawn) {
        String json = fhir.newJsonParser().encodeResourceToString(resource);
        try {
            return new Draft(id, (ObjectNode) JSON.readTree(json), withdrawn);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("HAPI writes JSON", e);
        }
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }
}
