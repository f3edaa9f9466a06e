package org.chartproof.server.writeback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.server.fhir.Transactions;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** The transaction that stores the coding of an encounter. */
public final class ResultBundle {

    private ResultBundle() {}

    /**
     * The resources of a coding: texts, conditions, claim, provenances, questions and review task, each under its final id.
     *
     * @param bands where review begins
     */
    public static List<Resource> resources(CodedChart chart, Route.Bands bands) {
        List<Resource> resources = new ArrayList<>();
        List<CodedDiagnosis> diagnoses = chart.coded().diagnoses();
        chart.notes().forEach(note -> resources.add(text(note)));
        diagnoses.forEach(diagnosis -> resources.add(Conditions.of(chart, diagnosis)));
        resources.add(Claims.of(chart));
        diagnoses.forEach(diagnosis -> resources.add(Provenances.of(chart, diagnosis)));
        resources.addAll(Reviews.issues(chart));
        resources.add(Reviews.task(chart, bands));
        return resources;
    }

    /**
     * Stores a coding, and withdraws what an earlier one said and this one doesn't.
     *
     * @throws IllegalArgumentException if the claim has been attested
     */
    public static Bundle transaction(CodedChart chart, Route.Bands bands, PreviousResult previous) {
        requireUnattested(previous);
        List<Resource> coded = resources(chart, bands);
        Set<String> now = coded.stream()
                .map(resource -> resource.getIdElement().getIdPart())
                .collect(Collectors.toSet());
        List<Resource> resources = new ArrayList<>(new Reviewed(previous).beside(coded, chart.newest()));
        resources.addAll(withdrawn(previous, now, chart.newest()));
        return transaction(resources, previous);
    }

    /**
     * Stores what a coding says beside a claim that has been attested; the claim is not touched.
     *
     * @return empty if it says nothing new
     */
    public static Optional<Bundle> beside(CodedChart chart, PreviousResult attested) {
        List<Resource> resources = new LateSuggestions(attested).of(chart);
        return resources.isEmpty() ? Optional.empty() : Optional.of(transaction(resources, attested));
    }

    /**
     * Withdraws all that was coded: no document of the encounter counts any more, or the encounter itself does not.
     *
     * @param at when that became known
     * @throws IllegalArgumentException if the claim has been attested
     */
    public static Bundle withdrawal(PreviousResult previous, Date at) {
        requireUnattested(previous);
        List<Resource> resources = new ArrayList<>(withdrawn(previous, Set.of(), at));
        previous.claim().ifPresent(claim -> resources.add(Claims.cancelled(claim, at)));
        previous.task().ifPresent(task -> resources.add(Reviews.cancelled(task, at)));
        return transaction(resources, previous);
    }

    private static void requireUnattested(PreviousResult previous) {
        if (previous.attested()) {
            throw new IllegalArgumentException("the claim is attested; a person must reopen it");
        }
    }

    private static List<Resource> withdrawn(PreviousResult previous, Set<String> stillThere, Date at) {
        List<Resource> resources = new ArrayList<>();
        for (Condition condition : previous.open().values()) {
            if (!stillThere.contains(condition.getIdElement().getIdPart())) {
                resources.add(Conditions.withdrawn(condition, at));
                resources.add(Provenances.withdrawn(condition, at));
            }
        }
        for (DetectedIssue issue : previous.issues()) {
            if (!stillThere.contains(issue.getIdElement().getIdPart())) {
                resources.add(Reviews.withdrawn(issue));
            }
        }
        return resources;
    }

    static Binary text(SourceNote source) {
        Binary binary = new Binary();
        binary.setId(source.text());
        binary.setContentType("text/plain; charset=utf-8");
        binary.setSecurityContext(source.current());
        binary.setData(source.note().text().text().getBytes(StandardCharsets.UTF_8));
        return binary;
    }

    private static Bundle transaction(List<Resource> resources, PreviousResult previous) {
        Bundle bundle = Transactions.of(List.of());
        for (Resource resource : resources) {
            BundleEntryRequestComponent request = Transactions.put(bundle, resource);
            // A person may decide between our reading and our writing: then all of this is refused.
            if (resource instanceof Claim) {
                previous.claim().flatMap(ResultBundle::version).ifPresent(request::setIfMatch);
            } else if (resource instanceof Task) {
                previous.task().flatMap(ResultBundle::version).ifPresent(request::setIfMatch);
            }
        }
        return bundle;
    }

    private static Optional<String> version(Resource resource) {
        return Optional.ofNullable(resource.getIdElement().getVersionIdPart()).map(version -> "W/\"" + version + "\"");
    }
}
