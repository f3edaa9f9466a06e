package org.chartproof.coding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.candidate.CandidateFinder;
import org.chartproof.coding.confidence.Confidence;
import org.chartproof.coding.copied.CopyForward;
import org.chartproof.coding.event.Events;
import org.chartproof.coding.event.Reading;
import org.chartproof.coding.guideline.Guidelines;
import org.chartproof.coding.section.Sectioniser;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSets;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Release;

/** The pipeline: document, section, sentence, mention, assertion, candidate, guideline, confidence. */
public final class CodingEngine implements Coder {

    private final CodeSets codeSets;
    private final String version;
    private final Sectioniser sectioniser = new Sectioniser();
    private final Assertions assertions = new Assertions();
    private final Guidelines guidelines;
    private final Map<Release, CandidateFinder> finders = new ConcurrentHashMap<>();
    private final Map<Release, Events> events = new ConcurrentHashMap<>();

    /** An engine on the code sets of a site, under the version of this build. */
    public CodingEngine(CodeSets codeSets) {
        this(codeSets, EngineVersion.ofThisBuild());
    }

    /**
     * An engine on the code sets of a site.
     *
     * @param version as it stands in every Provenance
     */
    public CodingEngine(CodeSets codeSets, String version) {
        this(codeSets, version, Confidence.ofThisBuild());
    }

    /**
     * An engine on the code sets of a site.
     *
     * @param version as it stands in every Provenance
     * @param confidence how sure a code is, and which are sure enough to be reported
     */
    public CodingEngine(CodeSets codeSets, String version, Confidence confidence) {
        this.codeSets = codeSets;
        this.version = version;
        this.guidelines = new Guidelines(confidence);
    }

    @Override
    public String version() {
        return version;
    }

    /** Prepares the vocabulary of a date of service, so that the first note of that date does not wait for it. */
    public void warmUp(java.time.LocalDate serviceDate) {
        codeSets.on(CodeSystem.ICD_10_CM, serviceDate).ifPresent(codeSet -> {
            finder(codeSet);
            events(codeSet);
        });
    }

    @Override
    public Coding code(EncounterFacts facts, List<Note> notes) {
        Optional<CodeSet> codeSet = codeSets.on(CodeSystem.ICD_10_CM, facts.serviceDate());
        if (codeSet.isEmpty()) {
            return new Coding.NotCodable(
                    "No ICD-10-CM release is loaded for the date of service; install that of its fiscal"
                            + " year (October to September).");
        }
        CandidateFinder finder = finder(codeSet.get());
        List<Candidate> candidates = new ArrayList<>();
        List<DroppedCandidate> dropped = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        for (Note note : notes) {
            CandidateFinder.Found found = finder.find(note, facts.serviceDate().getYear());
            candidates.addAll(found.candidates());
            dropped.addAll(found.dropped());
            readings.add(new Reading(note, found.sentences(), found.words()));
        }
        Events.Found events = events(codeSet.get()).find(facts, readings, candidates);
        dropped.addAll(events.dropped());
        CopyForward.Kept kept = CopyForward.keep(notes, events.candidates());
        dropped.addAll(kept.dropped());
        Guidelines.Reported reported = guidelines.report(facts, codeSet.get(), kept.candidates(), events.pregnancy());
        dropped.addAll(reported.dropped());
        dropped.sort(Comparator.comparingInt((DroppedCandidate one) -> noteIndex(notes, one))
                .thenComparingInt(one -> one.evidence().get(0).begin()));
        double confidence = Confidence.ofClaim(
                reported.diagnoses().stream().map(CodedDiagnosis::confidence).toList());
        return new Coding.Coded(new CodedEncounter(
                codeSet.get().release(), version, reported.diagnoses(), dropped, reported.queries(), confidence));
    }

    private static int noteIndex(List<Note> notes, DroppedCandidate dropped) {
        String id = dropped.evidence().get(0).noteId();
        for (int i = 0; i < notes.size(); i++) {
            if (notes.get(i).id().equals(id)) {
                return i;
            }
        }
        return notes.size();
    }

    private CandidateFinder finder(CodeSet codeSet) {
        return finders.computeIfAbsent(
                codeSet.release(), release -> new CandidateFinder(codeSet, sectioniser, assertions));
    }

    private Events events(CodeSet codeSet) {
        return events.computeIfAbsent(codeSet.release(), release -> new Events(codeSet, assertions));
    }
}
