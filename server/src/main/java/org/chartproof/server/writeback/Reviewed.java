package org.chartproof.server.writeback;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.CodedDiagnosis.Role;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Claim.DiagnosisComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * A new coding beside what persons have decided about an earlier one: their decisions, the order of their claim and their hold on the case stay; what the engine suggests
 * comes beside it.
 */
final class Reviewed {

    private static final Set<TaskStatus> HELD = Set.of(TaskStatus.INPROGRESS, TaskStatus.ONHOLD);

    private final PreviousResult previous;
    private final Map<String, Condition> decided;

    Reviewed(PreviousResult previous) {
        this.previous = previous;
        this.decided = previous.decided();
    }

    /**
     * The resources of a new coding, as they are to be stored.
     *
     * @param resources as the engine would have them if nobody had decided anything
     * @param at when what was coded became known
     */
    List<Resource> beside(List<Resource> resources, Date at) {
        List<Resource> result = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (Resource resource : resources) {
            if (resource instanceof Condition condition) {
                found.add(Conditions.code(condition));
                if (!decided.containsKey(Conditions.code(condition))) {
                    result.add(condition);
                }
            } else if (resource instanceof Claim claim) {
                result.add(previous.reviewed() ? merged(claim) : claim);
            } else if (resource instanceof Provenance proof) {
                result.add(retargeted(proof, resources));
            } else if (resource instanceof Task task) {
                result.add(held(task));
            } else if (resource instanceof DetectedIssue issue) {
                if (!isAnswered(issue)) {
                    result.add(retargeted(issue, resources));
                }
            } else {
                result.add(resource);
            }
        }
        result.addAll(nullified(found, at));
        return result;
    }

    /** Proofs of confirmed codes that the engine no longer finds. */
    List<Provenance> nullified(Set<String> found, Date at) {
        return decided.entrySet().stream()
                .filter(entry -> PreviousResult.isConfirmed(entry.getValue()) && !found.contains(entry.getKey()))
                .flatMap(entry -> proofOf(entry.getValue()).stream())
                .filter(proof -> !Provenances.isNullified(proof))
                .map(proof -> Provenances.nullified(proof, at))
                .toList();
    }

    private Optional<Provenance> proofOf(Condition condition) {
        String target = reference(condition);
        return previous.proofs().stream()
                .filter(proof -> proof.getTarget().stream()
                        .anyMatch(one -> target.equals(one.getReferenceElement()
                                .toUnqualifiedVersionless()
                                .getValue())))
                .findFirst();
    }

    /** The engine's proof of a code that a person has decided about points at that person's condition. */
    private Provenance retargeted(Provenance proof, List<Resource> resources) {
        theirs(proof.getTargetFirstRep(), resources).ifPresent(condition -> {
            proof.getTargetFirstRep().setReference(reference(condition));
            if (!PreviousResult.isConfirmed(condition)) {
                // The claim has no such diagnosis.
                proof.getTarget().remove(1);
            }
        });
        return proof;
    }

    private DetectedIssue retargeted(DetectedIssue issue, List<Resource> resources) {
        theirs(issue.getImplicatedFirstRep(), resources)
                .ifPresent(condition -> issue.getImplicatedFirstRep().setReference(reference(condition)));
        return issue;
    }

    /** The condition that a person has decided about, in place of the engine's of the same code. */
    private Optional<Condition> theirs(Reference engines, List<Resource> resources) {
        String id = engines.getReferenceElement().getIdPart();
        return resources.stream()
                .filter(resource -> resource instanceof Condition
                        && resource.getIdElement().getIdPart().equals(id))
                .map(condition -> decided.get(Conditions.code((Condition) condition)))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String reference(Condition condition) {
        return "Condition/" + condition.getIdElement().getIdPart();
    }

    private boolean isAnswered(DetectedIssue issue) {
        return previous.issues().stream()
                .filter(before -> before.getIdElement()
                        .getIdPart()
                        .equals(issue.getIdElement().getIdPart()))
                .anyMatch(before -> before.hasMitigation()
                        || before.getStatus() != DetectedIssueStatus.PRELIMINARY
                                && before.getStatus() != DetectedIssueStatus.ENTEREDINERROR);
    }

    private Claim merged(Claim engines) {
        Claim before = previous.claim().orElseThrow();
        Map<String, DiagnosisComponent> suggested = engines.getDiagnosis().stream()
                .collect(Collectors.toMap(Reviewed::code, one -> one, (one, other) -> one));
        List<DiagnosisComponent> diagnoses = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (DiagnosisComponent diagnosis : before.getDiagnosis()) {
            String code = code(diagnosis);
            boolean stays = Optional.ofNullable(decided.get(code))
                    .map(PreviousResult::isConfirmed)
                    .orElse(suggested.containsKey(code));
            if (stays && there.add(code)) {
                diagnoses.add(diagnosis.copy());
            }
        }
        boolean anyNew = false;
        for (DiagnosisComponent diagnosis : engines.getDiagnosis()) {
            if (!decided.containsKey(code(diagnosis)) && there.add(code(diagnosis))) {
                diagnoses.add(diagnosis);
                anyNew = true;
            }
        }
        number(diagnoses, engines);
        engines.setDiagnosis(diagnoses);
        if (before.getStatus() == ClaimStatus.CANCELLED && before.hasEnterer() && !anyNew) {
            engines.setStatus(ClaimStatus.CANCELLED);
        }
        if (before.hasEnterer()) {
            engines.setEnterer(before.getEnterer());
        }
        engines.setItem(before.getItem()).setProcedure(before.getProcedure());
        engines.setSupportingInfo(before.getSupportingInfo()).setCareTeam(before.getCareTeam());
        engines.setTotal(before.hasTotal() ? before.getTotal() : null);
        return engines;
    }

    /** In their order; the first one, and no other, is the principal or first-listed one. */
    private static void number(List<DiagnosisComponent> diagnoses, Claim claim) {
        boolean admitted = claim.getType().getCodingFirstRep().getCode().equals("institutional");
        List<CodeableConcept> first = Claims.role(admitted ? Role.PRINCIPAL : Role.FIRST_LISTED).stream()
                .toList();
        int sequence = 1;
        for (DiagnosisComponent diagnosis : diagnoses) {
            diagnosis.setType(sequence == 1 ? first : List.of());
            diagnosis.setSequence(sequence++);
        }
    }

    private Task held(Task engines) {
        Optional<Task> before = previous.task().filter(Task::hasOwner).filter(this::goesOn);
        before.ifPresent(task -> {
            engines.setStatus(task.getStatus());
            engines.setOwner(task.getOwner());
            task.getExtensionsByUrl(Canonical.REVIEW_LEASE).forEach(engines::addExtension);
            engines.setExecutionPeriod(task.hasExecutionPeriod() ? task.getExecutionPeriod() : null);
            engines.setStatusReason(task.hasStatusReason() ? task.getStatusReason() : null);
        });
        previous.task().ifPresent(task -> engines.setNote(task.getNote()));
        return engines;
    }

    private boolean goesOn(Task task) {
        return HELD.contains(task.getStatus());
    }

    private static String code(DiagnosisComponent diagnosis) {
        return diagnosis.getDiagnosis() instanceof CodeableConcept concept
                ? concept.getCoding().stream().map(Coding::getCode).findFirst().orElse("")
                : "";
    }

    /** Which condition a person's diagnosis names. */
    static Set<String> conditionsOf(Claim claim) {
        return claim.getDiagnosis().stream()
                .map(diagnosis -> diagnosis.getExtensionByUrl(Canonical.DIAGNOSIS_CONDITION))
                .filter(Objects::nonNull)
                .map(extension ->
                        ((Reference) extension.getValue()).getReferenceElement().getIdPart())
                .collect(Collectors.toSet());
    }
}
