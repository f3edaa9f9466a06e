package org.chartproof.server.cdshooks;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.cdshooks.HookRequest.Source;
import org.chartproof.server.ehr.identity.ForeignId;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/**
 * Finds the patient and encounter of a hook's context among those stored here: under the same ids where the EHR's resources are stored so, by the EHR's own ids where they arrived from it, else by the identifiers that they carry.
 */
final class VisitFinder {

    private final Charts charts;
    private final ForeignRecords foreign;
    private final Set<URI> sameIds;
    private final Map<URI, String> sources;

    /**
     * @param sameIds FHIR bases whose ids are the ids here
     * @param sources names of the EHRs whose resources arrive here, by their FHIR bases
     */
    VisitFinder(Charts charts, ForeignRecords foreign, Set<URI> sameIds, Map<URI, String> sources) {
        this.charts = charts;
        this.foreign = foreign;
        this.sameIds = Set.copyOf(sameIds);
        this.sources = Map.copyOf(sources);
    }

    /**
     * @param own the base of this server's own FHIR interface
     * @throws HookRefused if the EHR has to send more along, or what it sent does not go together
     */
    Visit find(HookRequest request, URI own) {
        Optional<Source> source =
                request.source().filter(one -> !one.base().equals(own) && !sameIds.contains(one.base()));
        if (source.isEmpty()) {
            return underTheSameIds(request);
        }
        return Optional.ofNullable(sources.get(source.get().base()))
                .flatMap(name -> arrived(request, name))
                .orElseGet(() -> byIdentifier(request, source.get()));
    }

    /** What came from the EHR that asks carries the id that it has there. */
    private Optional<Visit> arrived(HookRequest request, String source) {
        Optional<String> patient =
                charts.patientWith(List.of(new ForeignId(source, "Patient", request.patient()).asIdentifier()));
        if (request.encounter().isEmpty()) {
            return patient.map(id -> new Visit.Known(id, Optional.empty()));
        }
        Optional<Encounter> encounter = charts.encounterWith(
                List.of(new ForeignId(source, "Encounter", request.encounter().get()).asIdentifier()));
        if (patient.isPresent() && encounter.isPresent()) {
            requireSamePatient(encounter.get(), patient.get());
        }
        return encounter.map(here -> new Visit.Known(
                here.getSubject().getReferenceElement().getIdPart(),
                Optional.of(here.getIdElement().getIdPart())));
    }

    private Visit underTheSameIds(HookRequest request) {
        if (request.encounter().isEmpty()) {
            return new Visit.Known(request.patient(), Optional.empty());
        }
        Optional<Encounter> encounter = charts.encounter(request.encounter().get());
        if (encounter.isEmpty()) {
            return new Visit.Unknown();
        }
        requireSamePatient(encounter.get(), request.patient());
        return new Visit.Known(request.patient(), request.encounter());
    }

    private Visit byIdentifier(HookRequest request, Source source) {
        if (request.encounter().isEmpty()) {
            Patient patient =
                    request.prefetchedPatient().orElseGet(() -> foreign.read(source, Patient.class, request.patient()));
            requireSameId(patient.getIdElement().getIdPart(), request.patient(), "patient");
            return charts.patientWith(identifiers(patient.getIdentifier()))
                    .<Visit>map(id -> new Visit.Known(id, Optional.empty()))
                    .orElseGet(Visit.Unknown::new);
        }
        String id = request.encounter().get();
        Encounter there = request.prefetchedEncounter().orElseGet(() -> foreign.read(source, Encounter.class, id));
        requireSameId(there.getIdElement().getIdPart(), id, "encounter");
        requireSamePatient(there, request.patient());
        return charts.encounterWith(identifiers(there.getIdentifier()))
                .<Visit>map(here -> new Visit.Known(
                        here.getSubject().getReferenceElement().getIdPart(),
                        Optional.of(here.getIdElement().getIdPart())))
                .orElseGet(Visit.Unknown::new);
    }

    /** Those without a system could be another hospital's. */
    private static List<Identifier> identifiers(List<Identifier> all) {
        return all.stream().filter(one -> one.hasSystem() && one.hasValue()).toList();
    }

    private static void requireSameId(String id, String expected, String what) {
        if (!expected.equals(id)) {
            throw HookRefused.badRequest("'prefetch." + what + "' is not the one that the context names.");
        }
    }

    private static void requireSamePatient(Encounter encounter, String patient) {
        if (!patient.equals(encounter.getSubject().getReferenceElement().getIdPart())) {
            throw HookRefused.badRequest("'context.patientId' is not the patient of 'context.encounterId'.");
        }
    }
}
