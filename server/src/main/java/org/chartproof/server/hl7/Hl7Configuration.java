package org.chartproof.server.hl7;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.hl7.map.MessageMapper;
import org.chartproof.hl7.map.event.Events;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.hl7.feed.FeedLifecycle;
import org.chartproof.server.hl7.feed.FeedStatus;
import org.chartproof.server.hl7.feed.Feeds;
import org.chartproof.server.hl7.feed.MappingEvents;
import org.chartproof.server.hl7.lane.LaneWorkers;
import org.chartproof.server.hl7.ledger.Archive;
import org.chartproof.server.hl7.ledger.DiskRoom;
import org.chartproof.server.hl7.ledger.Ledger;
import org.chartproof.server.hl7.ledger.LedgerWriter;
import org.chartproof.server.hl7.mapping.Faults;
import org.chartproof.server.hl7.mapping.MessageMapping;
import org.chartproof.server.hl7.mapping.Rehearsals;
import org.chartproof.server.hl7.operations.Messages;
import org.chartproof.server.hl7.operations.Operations;
import org.chartproof.server.hl7.workspace.Workspaces;
import org.chartproof.server.status.ReadinessCheck;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** From a frame on a socket to stored resources: the ledger, what fills it, and what empties it. */
@Configuration(proxyBeanMethods = false)
public class Hl7Configuration {

    private static final Duration POLL = Duration.ofMillis(500);

    /** Below what senders wait for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    InstantSource hl7Clock() {
        return InstantSource.system();
    }

    @Bean
    Ledger hl7Ledger(DataSource dataSource) {
        return new Ledger(dataSource);
    }

    @Bean
    Archive hl7Archive(DataSource dataSource) {
        return new Archive(dataSource);
    }

    @Bean
    Waker hl7Waker() {
        return new Waker();
    }

    @Bean
    LedgerWriter hl7LedgerWriter(DataSource dataSource, Waker waker, ChartproofConfig config) {
        return new LedgerWriter(dataSource, waker, new DiskRoom(config.dataDirectory()), PATIENCE);
    }

    @Bean
    MappingEvents hl7MappingEvents(Ledger ledger, MeterRegistry registry, InstantSource clock) {
        return new MappingEvents(ledger, registry, clock);
    }

    @Bean
    MessageMapper hl7Mapper() {
        return Events.mapper();
    }

    @Bean
    Feeds hl7Feeds(
            ChartproofConfig config,
            MessageMapper mapper,
            LedgerWriter writer,
            Ledger ledger,
            MappingEvents events,
            InstantSource clock) {
        return new Feeds(config.hl7().feeds(), mapper.events(), writer, ledger, events, clock);
    }

    @Bean
    Workspaces hl7Workspaces(DaoRegistry daos, IFhirSystemDao<Bundle, Meta> system, DataSource dataSource) {
        return new Workspaces(daos, system, dataSource);
    }

    @Bean
    MessageMapping hl7Mapping(
            Feeds feeds,
            MessageMapper mapper,
            Workspaces workspaces,
            Ledger ledger,
            PlatformTransactionManager transactions,
            MappingEvents events) {
        return new MessageMapping(feeds, new MessageReader(), mapper, workspaces, ledger, transactions, events);
    }

    @Bean
    Rehearsals hl7Rehearsals(
            Feeds feeds, MessageMapper mapper, Workspaces workspaces, PlatformTransactionManager transactions) {
        return new Rehearsals(feeds, new MessageReader(), mapper, workspaces, transactions);
    }

    @Bean
    LaneWorkers hl7Workers(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Ledger ledger,
            MessageMapping mapping,
            ChartproofConfig config,
            Waker waker) {
        ChartproofConfig.Hl7 hl7 = config.hl7();
        LaneWorkers workers = new LaneWorkers(
                dataSource,
                transactions,
                ledger,
                mapping,
                Faults::explain,
                new LaneWorkers.Settings(hl7.workers(), POLL, hl7.maxTries(), hl7.backoff(), hl7.lease()));
        waker.wakes(workers::wake);
        return workers;
    }

    @Bean
    FeedLifecycle hl7Lifecycle(
            Feeds feeds, LedgerWriter writer, LaneWorkers workers, Archive archive, ChartproofConfig config) {
        return new FeedLifecycle(feeds, writer, workers, archive, config.hl7().retention());
    }

    @Bean
    FeedStatus hl7Status(Feeds feeds, Archive archive, MeterRegistry registry) {
        return new FeedStatus(feeds, archive, registry);
    }

    @Bean
    ReadinessCheck hl7Check(Feeds feeds, FeedLifecycle lifecycle) {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return "HL7 feeds";
            }

            @Override
            public Optional<String> missing() {
                return lifecycle.isRunning() ? Optional.empty() : Optional.of("not started");
            }
        };
    }

    @Bean
    Messages hl7Messages(
            Archive archive,
            Ledger ledger,
            LedgerWriter writer,
            Rehearsals rehearsals,
            Feeds feeds,
            LaneWorkers workers,
            InstantSource clock) {
        return new Messages(archive, ledger, writer, rehearsals, feeds::entered, workers::wake, clock);
    }

    @Bean
    ServletRegistrationBean<HttpServlet> hl7Servlet(
            ChartproofConfig config,
            FhirContext fhir,
            Messages messages,
            Feeds feeds,
            FeedStatus status,
            MappingEvents events,
            Archive archive,
            Rehearsals rehearsals,
            InstantSource clock) {
        ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(
                Operations.servlet(config, fhir, messages, feeds, status, events, archive, rehearsals, clock),
                "/hl7/*");
        registration.setName("hl7");
        return registration;
    }
}
