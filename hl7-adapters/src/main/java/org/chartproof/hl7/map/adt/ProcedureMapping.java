package org.chartproof.hl7.map.adt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.Codes;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedurePerformerComponent;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** PR1 as Procedure, known by PR1-19, else by visit, code and time. A PR1 that is missing from a message says nothing: senders list procedures piece by piece. */
public final class ProcedureMapping {

    private static final String ROLE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    private final Translation translation;
    private final Patient patient;
    private final Optional<Encounter> encounter;

    private ProcedureMapping(Translation translation, Patient patient, Optional<Encounter> encounter) {
        this.translation = translation;
        this.patient = patient;
        this.encounter = encounter;
    }

    /** Maps the PR1 of a message. */
    public static void map(Translation translation, Patient patient, Optional<Encounter> encounter) {
        ProcedureMapping mapping = new ProcedureMapping(translation, patient, encounter);
        translation.message().all("PR1").forEach(mapping::map);
    }

    private void map(Segment pr1) {
        Optional<CodeableConcept> code = code(pr1);
        Optional<Identifier> own =
                translation.types().identifiers().entity(pr1.field(19).first());
        Optional<Identity> identity = own.map(id -> new Identity("Procedure", id.getSystem(), id.getValue()))
                .or(() -> code.map(one -> Owned.identity(Procedure.class, owner(), key(pr1, one))));
        if (identity.isEmpty()) {
            translation.warn(pr1.place(3), "no-procedure", "Neither a code nor a text: the procedure was left out.");
            return;
        }
        if (pr1.value(20).orElse("").equalsIgnoreCase("D")) {
            translation
                    .workspace()
                    .find(Procedure.class, identity.get())
                    .ifPresent(one -> one.setStatus(ProcedureStatus.ENTEREDINERROR));
            return;
        }
        update(pr1, translation.workspace().open(Procedure.class, identity.get()), code, own);
    }

    private void update(Segment pr1, Procedure procedure, Optional<CodeableConcept> code, Optional<Identifier> own) {
        own.filter(id -> procedure.getIdentifier().stream().noneMatch(one -> PatientIdentifiers.isSame(one, id)))
                .ifPresent(procedure::addIdentifier);
        if (own.isEmpty() && code.isPresent()) {
            Owned.open(translation, Procedure.class, owner(), key(pr1, code.get()));
        }
        procedure.setStatus(ProcedureStatus.COMPLETED).setSubject(Translation.reference(patient));
        encounter.ifPresent(visit -> procedure.setEncounter(Translation.reference(visit)));
        code.ifPresent(procedure::setCode);
        Codes codes = translation.types().codes();
        Update.one(
                pr1.value(5),
                value -> translation.types().times().dateTime(value, pr1.place(5)),
                procedure::setPerformed);
        Update.one(
                pr1.field(6),
                rep -> codes.concept(rep, "http://terminology.hl7.org/CodeSystem/v2-0230"),
                procedure::setCategory);
        Update.all(pr1.field(15), codes::concept, procedure::setReasonCode);
        performers(pr1, 8, "SPRF", procedure);
        performers(pr1, 11, "PPRF", procedure);
        performers(pr1, 12, "PRF", procedure);
    }

    private Optional<CodeableConcept> code(Segment pr1) {
        Codes codes = translation.types().codes();
        Optional<String> system = pr1.value(2).asText().flatMap(codes::system);
        Optional<CodeableConcept> code = system.isPresent()
                ? codes.concept(pr1.field(3).first(), system.get())
                : codes.concept(pr1.field(3).first());
        Optional<String> description = pr1.value(4).asText();
        return code.map(one -> {
                    description.filter(text -> !one.hasText()).ifPresent(one::setText);
                    return one;
                })
                .or(() -> description.map(text -> new CodeableConcept().setText(text)));
    }

    private Resource owner() {
        return encounter.<Resource>map(visit -> visit).orElse(patient);
    }

    private static String key(Segment pr1, CodeableConcept code) {
        return DiagnosisMapping.key(code) + "|" + pr1.value(5).orElse("");
    }

    /** Anaesthetist, surgeon and other: primary performer is who operated. */
    private void performers(Segment pr1, int field, String role, Procedure procedure) {
        Update.all(
                pr1.field(field),
                rep -> Clinicians.reference(translation, rep, pr1.place(field)),
                clinicians -> replace(procedure, role, clinicians));
    }

    private static void replace(Procedure procedure, String role, List<Reference> clinicians) {
        List<ProcedurePerformerComponent> performers = new ArrayList<>(procedure.getPerformer().stream()
                .filter(one -> !one.getFunction().hasCoding(ROLE, role))
                .toList());
        clinicians.forEach(clinician -> performers.add(new ProcedurePerformerComponent()
                .setFunction(new CodeableConcept(new Coding(ROLE, role, null)))
                .setActor(clinician)));
        procedure.setPerformer(performers);
    }
}
