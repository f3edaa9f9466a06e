package org.chartproof.server.review;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.encounter.ChartStore;
import org.chartproof.server.encounter.Engine;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.FhirInterceptor.Place;
import org.chartproof.server.intake.FactsIntake;
import org.chartproof.server.security.Caller;
import org.chartproof.server.security.Role;
import org.chartproof.server.startup.Background;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the rules of a review into the server. */
@Configuration(proxyBeanMethods = false)
public class ReviewConfiguration {

    @Bean
    FhirInterceptor reviewGuard(
            DaoRegistry daos,
            ChartStore charts,
            Background<Engine> engine,
            FhirContext fhirContext,
            ChartproofConfig config) {
        Stored stored = new Stored(daos);
        Unchanged unchanged = new Unchanged(fhirContext);
        Leases leases =
                new Leases(config.review().lease(), Set.copyOf(config.review().supervisors()));
        CodeRules codes = new CodeRules(() -> engine.get().codeSets(), id -> serviceDate(id, stored, charts));
        ReviewRules rules = new ReviewRules(
                stored,
                new TaskRules(leases, Clock.systemUTC(), unchanged),
                new ClaimRules(stored, codes, unchanged),
                new ConditionRules(stored, new EvidenceRules(stored), unchanged),
                new AnswerRules(unchanged));
        return new FhirInterceptor(new ReviewGuard(rules, ReviewConfiguration::caller), Place.STORAGE);
    }

    @Bean
    FhirInterceptor staleVersions() {
        return new FhirInterceptor(new StaleVersions(), Place.REST);
    }

    /** Who asks; empty while access is open, when whoever signs is believed. */
    private static Optional<Person> caller(RequestDetails request) {
        return Caller.of(request)
                .filter(caller -> !caller.equals(Caller.anyone()))
                .map(ReviewConfiguration::person);
    }

    private static Person person(Caller caller) {
        boolean program = caller.fhirUser().isEmpty() && caller.roles().equals(Set.of(Role.SYSTEM));
        return program ? Person.NOBODY : new Person(caller.fhirUser().orElse(caller.subject()));
    }

    private static Optional<LocalDate> serviceDate(String id, Stored stored, ChartStore charts) {
        Optional<Encounter> encounter = stored.read(Encounter.class, new IdType("Encounter", id));
        return encounter.flatMap(one -> FactsIntake.serviceDate(one, List.of())
                .or(() -> FactsIntake.serviceDate(one, charts.chart(one).documents())));
    }
}
