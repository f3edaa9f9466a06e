package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Pregnancy;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.terminology.CodeSet;

/** Finds the events of an encounter: see the package for which. Safe for any number of threads. */
public final class Events {

    private final CodeSet codeSet;
    private final Drugs drugs = new Drugs();
    private final LongTermUse longTermUse;
    private final AllergyStatus allergyStatus;
    private final DrugEvents drugEvents;
    private final LysisElsewhere lysisElsewhere = new LysisElsewhere();
    private final NamedAsCause namedAsCause = new NamedAsCause();
    private final TobaccoUse tobaccoUse;
    private final BodyMass bodyMass = new BodyMass();
    private final KidneyStage kidneyStage;
    private final UlcerDepth ulcerDepth = new UlcerDepth();
    private final Cancers cancers;
    private final PastOperations pastOperations = new PastOperations();
    private final StatusOfThisStay statusOfThisStay = new StatusOfThisStay();
    private final NamedWithin namedWithin = new NamedWithin();
    private final BiteWounds biteWounds = new BiteWounds();
    private final BurnExtent burnExtent = new BurnExtent();
    private final Aftercare aftercare = new Aftercare();
    private final FoodReactions foodReactions = new FoodReactions();
    private final SkinSites skinSites = new SkinSites();
    private final InjuryPhases injuryPhases;
    private final Vaccinations vaccinations;
    private final Obstetrics obstetrics;
    private final Births births = new Births();
    private final Burns burns;
    private final StrokeScale strokeScale = new StrokeScale();
    private final ExternalCauses externalCauses;

    public Events(CodeSet codeSet, Assertions assertions) {
        this.codeSet = codeSet;
        this.longTermUse = new LongTermUse(assertions);
        this.allergyStatus = new AllergyStatus(assertions);
        this.drugEvents = new DrugEvents(assertions);
        this.tobaccoUse = new TobaccoUse(assertions);
        this.cancers = new Cancers(assertions);
        this.injuryPhases = new InjuryPhases(assertions);
        this.kidneyStage = new KidneyStage(assertions);
        this.externalCauses = new ExternalCauses(assertions);
        this.vaccinations = new Vaccinations(assertions);
        this.burns = new Burns(assertions);
        this.obstetrics = new Obstetrics(assertions);
    }

    /**
     * The candidates of an encounter.
     *
     * @param candidates what the notes' terms led to, corrected where an event tells more, and what the events led to
     * @param dropped what was corrected
     * @param pregnancy that the notes tell of
     */
    public record Found(List<Candidate> candidates, List<DroppedCandidate> dropped, Optional<Pregnancy> pregnancy) {
        public Found {
            candidates = List.copyOf(candidates);
            dropped = List.copyOf(dropped);
        }
    }

    /**
     * Looks for events.
     *
     * @param readings the notes of the encounter, in order
     * @param before what the notes' terms led to
     */
    public Found find(EncounterFacts facts, List<Reading> readings, List<Candidate> before) {
        Encounter encounter = new Encounter(facts, codeSet, before);
        List<Drugs.Drug> allNamed = new ArrayList<>();
        for (Reading reading : readings) {
            List<Drugs.Drug> named = drugs.in(reading);
            allNamed.addAll(named);
            longTermUse.read(reading, named, encounter);
            allergyStatus.read(reading, named, encounter);
            drugEvents.read(reading, named, encounter);
            lysisElsewhere.read(reading, named, encounter);
            tobaccoUse.read(reading, encounter);
            bodyMass.read(reading, encounter);
            vaccinations.read(reading, encounter);
            kidneyStage.read(reading, encounter);
        }
        cancers.read(readings, allNamed, encounter);
        pastOperations.read(readings, encounter);
        statusOfThisStay.read(readings, encounter);
        namedWithin.read(encounter);
        namedAsCause.read(readings, encounter);
        biteWounds.read(readings, encounter);
        burns.read(readings, encounter);
        foodReactions.read(readings, encounter);
        burnExtent.read(readings, encounter);
        skinSites.read(readings, encounter);
        injuryPhases.read(readings, encounter);
        aftercare.read(readings, encounter);
        ulcerDepth.read(readings, encounter);
        Optional<Pregnancy> pregnancy = obstetrics.read(readings, encounter);
        births.read(readings, encounter);
        strokeScale.read(readings, encounter);
        externalCauses.read(readings, encounter);
        return encounter.found(pregnancy);
    }
}
