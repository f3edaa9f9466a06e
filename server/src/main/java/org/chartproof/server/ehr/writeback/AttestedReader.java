package org.chartproof.server.ehr.writeback;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.chartproof.server.ehr.identity.ForeignId;
import org.chartproof.server.ehr.writeback.Attested.Diagnosis;
import org.chartproof.server.ehr.writeback.Attested.State;
import org.chartproof.server.fhir.StoredResources;
import org.chartproof.server.writeback.Canonical;
import org.chartproof.server.writeback.ResultIds;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.DiagnosisComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Reference;

/** Reads what an EHR is told from this server's own storage. */
final class AttestedReader {

    private static final String CONDITION_PREFIX = "cond-";
    private static final String ATTESTER = "attester";

    private final DaoRegistry daos;
    private final StoredResources stored;

    AttestedReader(DaoRegistry daos) {
        this.daos = daos;
        this.stored = new StoredResources(daos);
    }

    /** The coding of a claim; empty if its encounter and patient did not come from this EHR. */
    Optional<Attested> of(String claimId, String source) {
        Optional<Claim> claim = stored.read(Claim.class, new IdType("Claim", claimId));
        Optional<Encounter> stay = claim.flatMap(AttestedReader::encounterOf)
                .flatMap(reference -> stored.read(Encounter.class, reference));
        Optional<ForeignId> encounter = stay.flatMap(one -> ForeignId.in(one.getIdentifier(), source, "Encounter"));
        Optional<ForeignId> patient = stay.map(one -> one.getSubject().getReferenceElement())
                .flatMap(reference -> stored.read(Patient.class, reference))
                .flatMap(one -> ForeignId.in(one.getIdentifier(), source, "Patient"));
        if (encounter.isEmpty() || patient.isEmpty()) {
            return Optional.empty();
        }
        Claim found = claim.orElseThrow();
        Optional<Provenance> signature = signature(claimId);
        return Optional.of(new Attested(
                State.of(found),
                claimId,
                patient.get(),
                encounter.get(),
                stay.orElseThrow(),
                found.getDiagnosis().stream()
                        .sorted(Comparator.comparing(DiagnosisComponent::getSequence))
                        .flatMap(one -> diagnosis(one).stream())
                        .toList(),
                signature.flatMap(this::attester),
                signature
                        .map(Provenance::getRecorded)
                        .orElse(found.getMeta().getLastUpdated())
                        .toInstant()));
    }

    private static Optional<IIdType> encounterOf(Claim claim) {
        Extension encounter = claim.getExtensionByUrl(Canonical.CLAIM_ENCOUNTER);
        return encounter != null && encounter.getValue() instanceof Reference reference
                ? Optional.of(reference.getReferenceElement())
                : Optional.empty();
    }

    private Optional<Diagnosis> diagnosis(DiagnosisComponent diagnosis) {
        Extension condition = diagnosis.getExtensionByUrl(Canonical.DIAGNOSIS_CONDITION);
        if (condition == null
                || !(condition.getValue() instanceof Reference reference)
                || !diagnosis.hasDiagnosisCodeableConcept()) {
            return Optional.empty();
        }
        String id = reference.getReferenceElement().getIdPart();
        return Optional.of(new Diagnosis(
                id,
                diagnosis.getDiagnosisCodeableConcept().getCodingFirstRep(),
                diagnosis.getType().stream().flatMap(one -> word(one).stream()).findFirst(),
                word(diagnosis.getOnAdmission()),
                words(id)));
    }

    private static Optional<String> word(CodeableConcept concept) {
        return Optional.ofNullable(concept.getCodingFirstRep().getCode())
                .or(() -> Optional.ofNullable(concept.getText()));
    }

    /** A code that a person added has no proof of the engine's. */
    private List<String> words(String condition) {
        if (!condition.startsWith(CONDITION_PREFIX)) {
            return List.of();
        }
        return stored.read(Provenance.class, ResultIds.provenanceOf(condition)).stream()
                .flatMap(proof -> proof.getEntity().stream())
                .flatMap(entity -> entity.getExtensionsByUrl(Canonical.EVIDENCE_WORDS).stream())
                .map(evidence -> evidence.getExtensionString("words"))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The newest that someone attested the claim by. */
    private Optional<Provenance> signature(String claimId) {
        SearchParameterMap ofClaim =
                SearchParameterMap.newSynchronous(Provenance.SP_TARGET, new ReferenceParam("Claim/" + claimId));
        return daos
                .getResourceDao(Provenance.class)
                .search(ofClaim, new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(Provenance.class::cast)
                .filter(one -> one.getAgent().stream().anyMatch(AttestedReader::isAttester))
                .filter(Provenance::hasRecorded)
                .max(Comparator.comparing(Provenance::getRecorded));
    }

    private static boolean isAttester(ProvenanceAgentComponent agent) {
        return agent.getType().getCoding().stream().anyMatch(one -> ATTESTER.equals(one.getCode()));
    }

    private Optional<String> attester(Provenance signature) {
        return signature.getAgent().stream()
                .filter(AttestedReader::isAttester)
                .map(ProvenanceAgentComponent::getWho)
                .map(who -> name(who)
                        .or(() -> Optional.ofNullable(who.getDisplay()))
                        .orElseGet(() -> String.valueOf(who.getReference())))
                .findFirst();
    }

    private Optional<String> name(Reference who) {
        return Optional.of(who.getReferenceElement())
                .filter(reference -> "Practitioner".equals(reference.getResourceType()))
                .flatMap(reference -> stored.read(Practitioner.class, reference))
                .flatMap(one -> one.getName().stream().findFirst())
                .map(HumanName::getNameAsSingleString)
                .filter(name -> !name.isBlank());
    }
}
