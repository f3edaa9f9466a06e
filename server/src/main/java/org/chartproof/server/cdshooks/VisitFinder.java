package org.chartproof.server.cdshooks;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.cdshooks.HookRequest.Source;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/**
 * Finds the patient and encounter of a hook's context among those stored here: under the same ids where the EHR's resources are stored so, else by the identifiers that they carry.
 */
final class VisitFinder {

    private final Charts charts;
    private final ForeignRecords foreign;
    private final Set<URI> sameIds;

    /** @param sameIds FHIR bases whose ids are the ids here */
    VisitFinder(Charts charts, ForeignRecords foreign, Set<URI> sameIds) {
        this.charts = charts;
        this.foreign = foreign;
        this.sameIds = Set.copyOf(sameIds);
    }

    /**
     * @param own the base of this server's own FHIR interface
     * @throws HookRefused if the EHR has to send more along, or what it sent does not go together
     */
    Visit find(HookRequest request, URI own) {
        Optional<Source> source =
                request.source().filter(one -> !one.base().equals(own) && !sameIds.contains(one.base()));
        return source.isEmpty() ? underTheSameIds(request) : byIdentifier(request, source.get());
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
