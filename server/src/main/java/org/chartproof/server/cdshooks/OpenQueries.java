package org.chartproof.server.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chartproof.server.writeback.Canonical;
import org.chartproof.server.writeback.ResultIds;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** Finds the questions that are open: those of a review that goes on, as the last coding left them. */
final class OpenQueries {

    private static final Set<TaskStatus> OVER = Set.of(
            TaskStatus.COMPLETED,
            TaskStatus.CANCELLED,
            TaskStatus.REJECTED,
            TaskStatus.FAILED,
            TaskStatus.ENTEREDINERROR);
    private static final String CONDITION_PREFIX = "cond-";

    private final Charts charts;

    OpenQueries(Charts charts) {
        this.charts = charts;
    }

    /**
     * Those of a visit, in the order in which the coding asked them; of a patient, the newest encounter's first.
     *
     * @param wanted by the id of the DetectedIssue; of others nothing is read
     */
    List<OpenQuery> of(Visit.Known visit, Predicate<String> wanted) {
        List<OpenQuery> open = new ArrayList<>();
        for (Task task : charts.tasks(visit)) {
            if (!OVER.contains(task.getStatus())) {
                task.getInput().stream()
                        .map(input -> input.getValue())
                        .filter(Reference.class::isInstance)
                        .map(input -> ((Reference) input).getReferenceElement().getIdPart())
                        .filter(wanted)
                        .forEach(issue -> read(issue, task).ifPresent(open::add));
            }
        }
        return open;
    }

    private Optional<OpenQuery> read(String id, Task task) {
        return charts.read(DetectedIssue.class, new IdType("DetectedIssue", id))
                .filter(issue -> issue.getStatus() == DetectedIssueStatus.PRELIMINARY)
                .map(issue -> query(issue, task));
    }

    private OpenQuery query(DetectedIssue issue, Task task) {
        String condition = issue.getImplicatedFirstRep().getReferenceElement().getIdPart();
        return new OpenQuery(
                issue.getIdElement().getIdPart(),
                issue.getCode().getCodingFirstRep().getCode(),
                issue.getDetail(),
                Optional.ofNullable(condition)
                        .flatMap(one -> charts.read(Condition.class, new IdType("Condition", one)))
                        .map(one -> one.getCode().getCodingFirstRep().getDisplay())
                        .orElse(""),
                condition == null ? List.of() : words(condition),
                issue.getPatient().getReferenceElement().getIdPart(),
                task.getEncounter().getReferenceElement().getIdPart());
    }

    private List<String> words(String condition) {
        if (!condition.startsWith(CONDITION_PREFIX)) {
            return List.of();
        }
        return charts.read(Provenance.class, ResultIds.provenanceOf(condition)).stream()
                .flatMap(proof -> proof.getEntity().stream())
                .flatMap(entity -> entity.getExtensionsByUrl(Canonical.EVIDENCE_WORDS).stream())
                .map((Extension evidence) -> evidence.getExtensionString("words"))
                .distinct()
                .toList();
    }
}
