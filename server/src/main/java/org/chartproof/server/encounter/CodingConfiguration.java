package org.chartproof.server.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.coding.document.DocumentReader;
import org.chartproof.server.admin.QueueProvider;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.FhirInterceptor.Place;
import org.chartproof.server.fhir.FhirProvider;
import org.chartproof.server.fhir.FhirValidationSupport;
import org.chartproof.server.intake.DocumentIntake;
import org.chartproof.server.polling.Backoff;
import org.chartproof.server.profile.CodeSetValidation;
import org.chartproof.server.profile.Profiles;
import org.chartproof.server.queue.Failure;
import org.chartproof.server.queue.QueueMetrics;
import org.chartproof.server.queue.WorkQueue;
import org.chartproof.server.queue.Workers;
import org.chartproof.server.startup.Background;
import org.chartproof.server.status.ReadinessCheck;
import org.chartproof.server.status.StatusContributor;
import org.chartproof.server.subscription.CodingSubscriptions;
import org.chartproof.server.subscription.CodingTriggers;
import org.chartproof.server.subscription.SubscriptionRules;
import org.chartproof.server.writeback.Route;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** From a stored document to a stored claim: the queue, what feeds it, and what empties it. */
@Configuration(proxyBeanMethods = false)
public class CodingConfiguration {

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    @Bean
    WorkQueue workQueue(DataSource dataSource, PlatformTransactionManager transactions, ChartproofConfig config) {
        return new WorkQueue(dataSource, transactions, config.coding().lease());
    }

    @Bean
    QueueMetrics queueMetrics(WorkQueue queue, MeterRegistry registry) {
        return new QueueMetrics(queue, registry);
    }

    @Bean
    CodingSubscriptions codingSubscriptions(DaoRegistry daos, SearchParamMatcher matcher) {
        return new CodingSubscriptions(daos.getResourceDao(Subscription.class), matcher);
    }

    @Bean
    ChartStore chartStore(DaoRegistry daos, WorkQueue queue) {
        return new ChartStore(daos, queue);
    }

    @Bean
    ChartCoder chartCoder(Background<Engine> engine, ChartStore store) {
        return new ChartCoder(
                engine.get().coder(),
                new DocumentIntake(new DocumentReader(), store::binary),
                engine.get().risks());
    }

    @Bean
    Workers workers(
            WorkQueue queue,
            ChartStore store,
            ChartCoder coder,
            Route.Bands bands,
            ChartproofConfig config,
            IFhirSystemDao<Bundle, Meta> system,
            PlatformTransactionManager transactions,
            MeterRegistry registry) {
        ChartproofConfig.Coding coding = config.coding();
        EncounterWork work = new EncounterWork(store, coder, bands, system, queue, transactions);
        Workers.Settings settings = new Workers.Settings(
                coding.workers(), coding.poll(), coding.maxTries(), new Backoff(coding.backoff(), LONGEST_BACKOFF));
        return new Workers(queue, work, CodingConfiguration::explain, settings, registry);
    }

    @Bean
    Route.Bands bands(ChartproofConfig config) {
        ChartproofConfig.Bands bands = config.coding().bands();
        return new Route.Bands(
                bands.autoFinal(), bands.review(), config.review().autoFinalSample());
    }

    /** Names a failure by its kind: messages of exceptions may quote what was read. */
    private static Failure explain(RuntimeException failure) {
        String kind = failure.getClass().getSimpleName();
        if (failure instanceof BaseServerResponseException refused) {
            return new Failure(
                    "storage-refused",
                    "Storing the result was refused with HTTP " + refused.getStatusCode() + " (" + kind
                            + "). The log has its place in the code; $coding-retry tries again.");
        }
        return new Failure(
                "internal-error", "Coding failed with " + kind + ". The log has its place; $coding-retry tries again.");
    }

    @Bean
    CodingLifecycle codingLifecycle(
            CodingSubscriptions subscriptions,
            Workers workers,
            IFhirSystemDao<Bundle, Meta> system,
            FhirContext fhirContext,
            ISearchParamRegistry searchParameters,
            ChartproofConfig config,
            Background<Engine> engine) {
        SeededResources seeds = new SeededResources(
                system, fhirContext, searchParameters, engine.get().coder().version());
        return new CodingLifecycle(
                subscriptions, workers, seeds, config.coding().enabled());
    }

    @Bean
    FhirInterceptor codingTriggers(
            WorkQueue queue, CodingSubscriptions subscriptions, Workers workers, CodingLifecycle lifecycle) {
        return new FhirInterceptor(
                new CodingTriggers(queue, subscriptions, workers::wake, lifecycle::refreshSoon), Place.STORAGE);
    }

    @Bean
    FhirInterceptor subscriptionRules(CodingSubscriptions subscriptions) {
        return new FhirInterceptor(new SubscriptionRules(subscriptions), Place.STORAGE);
    }

    @Bean
    FhirProvider queueProvider(WorkQueue queue, Workers workers) {
        return new FhirProvider(new QueueProvider(queue, workers::wake));
    }

    @Bean
    FhirValidationSupport profiles(FhirContext fhirContext) {
        return new FhirValidationSupport(Profiles.validationSupport(fhirContext));
    }

    @Bean
    FhirValidationSupport codeSetValidation(FhirContext fhirContext, Background<Engine> engine) {
        return new FhirValidationSupport(
                new CodeSetValidation(fhirContext, engine.get().newestFirst()));
    }

    @Bean
    StatusContributor codeSetStatus(Background<Engine> engine) {
        return () -> engine.get().section();
    }

    @Bean
    ReadinessCheck coderCheck(CodingLifecycle lifecycle) {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return "coder";
            }

            @Override
            public Optional<String> missing() {
                return lifecycle.isRunning() ? Optional.empty() : Optional.of("not started");
            }
        };
    }
}
