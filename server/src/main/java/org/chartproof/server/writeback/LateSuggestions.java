package org.chartproof.server.writeback;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** A coding of documents that came after the claim was attested: the claim stays, what is new is put beside it and before a reviewer. */
final class LateSuggestions {

    private static final String WHY = "documentation changed after attestation";

    private final PreviousResult previous;
    private final Reviewed reviewed;
    private final Map<String, Condition> decided;
    private final Map<String, Condition> open;

    LateSuggestions(PreviousResult previous) {
        this.previous = previous;
        this.reviewed = new Reviewed(previous);
        this.decided = previous.decided();
        this.open = previous.open();
    }

    /** What is to be stored; nothing if the coding says what was known. */
    List<Resource> of(CodedChart chart) {
        Set<String> claimed = Reviewed.conditionsOf(previous.claim().orElseThrow());
        List<Resource> conditions = new ArrayList<>();
        List<Resource> proofs = new ArrayList<>();
        Set<String> found = new HashSet<>();
        boolean news = false;
        for (var diagnosis : chart.coded().diagnoses()) {
            String code = diagnosis.code().value();
            found.add(code);
            Condition condition = Conditions.of(chart, diagnosis);
            boolean ofClaim = claimed.contains(condition.getIdElement().getIdPart());
            if (decided.containsKey(code) || ofClaim) {
                continue;
            }
            news |= !open.containsKey(code);
            conditions.add(condition);
            Provenance proof = Provenances.of(chart, diagnosis);
            proof.getTarget().remove(1);
            proofs.add(proof);
        }
        List<Provenance> gone = reviewed.nullified(found, chart.newest());
        news |= !gone.isEmpty();
        List<Resource> result = new ArrayList<>();
        if (!conditions.isEmpty()) {
            chart.notes().stream().map(ResultBundle::text).forEach(result::add);
        }
        result.addAll(conditions);
        result.addAll(proofs);
        result.addAll(gone);
        for (Map.Entry<String, Condition> entry : open.entrySet()) {
            boolean ofClaim = claimed.contains(entry.getValue().getIdElement().getIdPart());
            if (!found.contains(entry.getKey()) && !ofClaim) {
                result.add(Conditions.withdrawn(entry.getValue(), chart.newest()));
                result.add(Provenances.withdrawn(entry.getValue(), chart.newest()));
            }
        }
        if (news) {
            previous.task()
                    .filter(task -> task.getStatus() == TaskStatus.COMPLETED)
                    .map(LateSuggestions::again)
                    .ifPresent(result::add);
        }
        return result;
    }

    private static Task again(Task before) {
        Task task = before.copy();
        task.setId(before.getIdElement().toUnqualifiedVersionless());
        task.getMeta().setVersionId("").setLastUpdated(null);
        task.setStatus(TaskStatus.READY);
        task.setStatusReason(new CodeableConcept().setText(WHY));
        task.setBusinessStatus(new CodeableConcept(
                new Coding().setSystem(Canonical.REVIEW_ROUTE).setCode(Route.CODER_REVIEW.code())));
        task.setOwner(null);
        task.getExtension().removeIf(extension -> Canonical.REVIEW_LEASE.equals(extension.getUrl()));
        return task;
    }
}
