package org.chartproof.server.writeback;

import java.util.Date;
import java.util.Locale;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Trace;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityComponent;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;

/** A Provenance for each diagnosis: who assigned the code, from which words of which document version, and how. */
final class Provenances {

    private static final String AGENT_TYPE = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final String ACTIVITY = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";

    private static final String NULLIFY = "NULLIFY";

    private Provenances() {}

    static Provenance of(CodedChart chart, CodedDiagnosis diagnosis) {
        Provenance provenance = new Provenance();
        provenance.setId(
                ResultIds.provenance(chart.encounterId(), diagnosis.code().value()));
        provenance.getMeta().addProfile(Canonical.PROVENANCE_PROFILE);
        provenance.addTarget(new Reference(Conditions.id(chart, diagnosis).getValue()));
        provenance.addTarget(claimElement(chart, diagnosis));
        provenance.setRecordedElement(Times.instant(chart.newest(diagnosis.evidence())));
        byCoder(provenance, "CREATE");
        for (SourceNote source : Conditions.sources(chart, diagnosis.evidence())) {
            provenance.addEntity(entity(source, chart, diagnosis));
        }
        provenance.addExtension(trace(chart, diagnosis));
        return provenance;
    }

    /**
     * What stands in place of the proof of a code that no longer holds: the claim has no such diagnosis any more. The proof itself
     * stays in the history.
     */
    static Provenance withdrawn(Condition before, Date at) {
        Provenance provenance = new Provenance();
        provenance.setId(ResultIds.provenanceOf(before.getIdElement().getIdPart()));
        provenance.addTarget(
                new Reference(before.getIdElement().toUnqualifiedVersionless().getValue()));
        provenance.setRecordedElement(Times.instant(Times.later(before.getRecordedDate(), at)));
        byCoder(provenance, NULLIFY);
        return provenance;
    }

    /** A proof of a code that a person has confirmed, once the engine no longer finds the code: the words that were there stay. */
    static Provenance nullified(Provenance before, Date at) {
        Provenance provenance = before.copy();
        provenance.setId(before.getIdElement().toUnqualifiedVersionless());
        provenance.getMeta().setVersionId("").setLastUpdated(null);
        provenance.setRecordedElement(Times.instant(Times.later(before.getRecorded(), at)));
        provenance.setActivity(
                new CodeableConcept(new Coding().setSystem(ACTIVITY).setCode(NULLIFY)));
        return provenance;
    }

    static boolean isNullified(Provenance provenance) {
        return provenance.getActivity().hasCoding(ACTIVITY, NULLIFY);
    }

    private static void byCoder(Provenance provenance, String activity) {
        provenance.setActivity(
                new CodeableConcept(new Coding().setSystem(ACTIVITY).setCode(activity)));
        provenance
                .addAgent()
                .setType(new CodeableConcept(new Coding().setSystem(AGENT_TYPE).setCode("assembler")))
                .setWho(new Reference(CoderDevice.REFERENCE));
    }

    private static Reference claimElement(CodedChart chart, CodedDiagnosis diagnosis) {
        String element = Claims.elementId(diagnosis);
        Reference claim = new Reference(ResultIds.claim(chart.encounterId()).getValue());
        claim.addExtension(new Extension(Canonical.TARGET_ELEMENT, new UriType(element)));
        claim.addExtension(
                new Extension(Canonical.TARGET_PATH, new StringType("Claim.diagnosis.where(id = '" + element + "')")));
        return claim;
    }

    private static ProvenanceEntityComponent entity(SourceNote source, CodedChart chart, CodedDiagnosis diagnosis) {
        ProvenanceEntityComponent entity = new ProvenanceEntityComponent();
        entity.setRole(ProvenanceEntityRole.SOURCE);
        entity.setWhat(source.version());
        for (Evidence evidence : diagnosis.evidence()) {
            if (chart.noteOf(evidence).equals(source)) {
                entity.addExtension(derivation(source, evidence));
                entity.addExtension(words(evidence));
            }
        }
        entity.addExtension(new Extension(
                Canonical.TEXT_HASH, new StringType(source.note().text().sha256())));
        return entity;
    }

    /** HL7's own extension; the offset counts in the text of the Binary, in UTF-16 characters. */
    private static Extension derivation(SourceNote source, Evidence evidence) {
        Extension extension = new Extension(Canonical.DERIVATION_REFERENCE);
        extension.addExtension("reference", new Reference(source.text().getValue()));
        extension.addExtension("path", new StringType("Binary.data"));
        extension.addExtension("offset", new IntegerType(evidence.begin()));
        extension.addExtension("length", new IntegerType(evidence.end() - evidence.begin()));
        return extension;
    }

    private static Extension words(Evidence evidence) {
        Extension extension = new Extension(Canonical.EVIDENCE_WORDS);
        extension.addExtension("offset", new IntegerType(evidence.begin()));
        extension.addExtension("length", new IntegerType(evidence.end() - evidence.begin()));
        extension.addExtension("words", new StringType(evidence.words()));
        return extension;
    }

    private static Extension trace(CodedChart chart, CodedDiagnosis diagnosis) {
        Extension trace = new Extension(Canonical.CODING_TRACE);
        trace.addExtension("confidence", Claims.probability(diagnosis.confidence()));
        trace.addExtension("engineVersion", new StringType(chart.coded().engineVersion()));
        trace.addExtension(
                "codeSetVersion", new StringType(chart.coded().release().version()));
        for (Trace.Step step : diagnosis.trace().steps()) {
            Extension one = new Extension("step");
            one.addExtension("kind", new CodeType(step.kind().name().toLowerCase(Locale.ROOT)));
            one.addExtension("detail", new StringType(step.detail()));
            trace.addExtension(one);
        }
        return trace;
    }
}
