package org.chartproof.server.ehr;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.EhrSource.Subscribing.Way;
import org.chartproof.server.ehr.arrival.ArrivalWorkers;
import org.chartproof.server.ehr.arrival.Arrivals;
import org.chartproof.server.ehr.arrival.News;
import org.chartproof.server.ehr.auth.KeySet;
import org.chartproof.server.ehr.auth.KeySetServlet;
import org.chartproof.server.ehr.bulk.ExportTable;
import org.chartproof.server.ehr.bulk.Exporter;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.Ehrs;
import org.chartproof.server.ehr.operations.EhrServlet;
import org.chartproof.server.ehr.operations.EhrStatus;
import org.chartproof.server.ehr.polling.Polling;
import org.chartproof.server.ehr.subscription.NotifyServlet;
import org.chartproof.server.ehr.subscription.SubscriptionKeeper;
import org.chartproof.server.ehr.subscription.SubscriptionTable;
import org.chartproof.server.ehr.turn.Chore;
import org.chartproof.server.ehr.turn.TurnTable;
import org.chartproof.server.ehr.turn.Turns;
import org.chartproof.server.ehr.writeback.Couriers;
import org.chartproof.server.ehr.writeback.WrittenTable;
import org.chartproof.server.hl7.operations.Hl7Access;
import org.chartproof.server.polling.Backoff;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** From news at an EHR to stored resources: who learns of it, what puts it down, and what fetches and stores it. */
@Configuration(proxyBeanMethods = false)
public class EhrConfiguration {

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    /** What learns of news, and what works on it, wake one another. */
    static final class Wakers {
        private Runnable workers = () -> {};
        private Runnable turns = () -> {};
    }

    @Bean
    Wakers ehrWakers() {
        return new Wakers();
    }

    @Bean(destroyMethod = "close")
    Ehrs ehrs(ChartproofConfig config, MeterRegistry metrics) {
        return new Ehrs(config.ehr().sources(), metrics, InstantSource.system());
    }

    @Bean
    ServletRegistrationBean<KeySetServlet> ehrKeySet(ChartproofConfig config) {
        ServletRegistrationBean<KeySetServlet> registration = new ServletRegistrationBean<>(
                new KeySetServlet(KeySet.of(config.ehr().sources())), "/ehr/jwks");
        registration.setName("ehr-jwks");
        return registration;
    }

    @Bean
    News ehrNews(DataSource dataSource, PlatformTransactionManager transactions, Wakers wakers) {
        return new News(dataSource, transactions, () -> wakers.workers.run());
    }

    @Bean
    Arrivals ehrArrivals(DataSource dataSource, Wakers wakers) {
        return new Arrivals(dataSource, () -> wakers.workers.run());
    }

    @Bean
    TurnTable ehrTurnTable(DataSource dataSource) {
        return new TurnTable(dataSource);
    }

    @Bean
    SubscriptionTable ehrSubscriptionTable(DataSource dataSource) {
        return new SubscriptionTable(dataSource);
    }

    @Bean
    ExportTable ehrExportTable(DataSource dataSource, PlatformTransactionManager transactions) {
        return new ExportTable(dataSource, transactions);
    }

    @Bean(destroyMethod = "")
    ArrivalWorkers ehrArrivalWorkers(
            Ehrs ehrs,
            FhirContext fhir,
            DaoRegistry daos,
            IFhirSystemDao<Bundle, Meta> system,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            MeterRegistry metrics,
            ChartproofConfig config,
            WrittenTable written,
            Wakers wakers) {
        ArrivalWorkers workers = new ArrivalWorkers(
                ehrs,
                fhir,
                daos,
                system,
                dataSource,
                transactions,
                metrics,
                InstantSource.system(),
                config.ehr(),
                (source, key) -> written.isOurs(source, key.type(), key.id()));
        wakers.workers = workers::wake;
        return workers;
    }

    @Bean(destroyMethod = "")
    Turns ehrTurns(
            Ehrs ehrs,
            ChartproofConfig config,
            News news,
            TurnTable table,
            SubscriptionTable subscriptions,
            ExportTable exports,
            Couriers couriers,
            DataSource dataSource,
            Wakers wakers) {
        Polling polling = new Polling(news, dataSource, InstantSource.system());
        List<Chore> chores = new ArrayList<>(couriers.chores());
        for (Ehr ehr : ehrs.all()) {
            chores.addAll(polling.chores(ehr));
            ehr.source().bulk().group().ifPresent(group -> chores.add(new Exporter(ehr, group, news, exports)));
            if (ehr.source().subscribing().way() != Way.OFF) {
                ehr.source().types().stream()
                        .sorted()
                        .forEach(type -> chores.add(new SubscriptionKeeper(
                                ehr,
                                type,
                                config.ehr().publicUrl().orElseThrow(),
                                subscriptions,
                                table,
                                InstantSource.system())));
            }
        }
        Turns turns = new Turns(table, chores, new Backoff(config.ehr().backoff(), LONGEST_BACKOFF));
        wakers.turns = turns::wake;
        return turns;
    }

    @Bean
    EhrLifecycle ehrLifecycle(Ehrs ehrs, ArrivalWorkers workers, Turns turns) {
        return new EhrLifecycle(ehrs, workers, turns);
    }

    @Bean
    ServletRegistrationBean<NotifyServlet> ehrNotifications(
            Ehrs ehrs, SubscriptionTable table, News news, TurnTable turns, ChartproofConfig config, Wakers wakers) {
        ServletRegistrationBean<NotifyServlet> registration = new ServletRegistrationBean<>(
                new NotifyServlet(
                        ehrs,
                        table,
                        news,
                        turns,
                        () -> wakers.turns.run(),
                        config.server().maxRequestBytes()),
                NotifyServlet.PATH + "/*");
        registration.setName("ehr-notifications");
        return registration;
    }

    @Bean
    EhrStatus ehrStatus(Ehrs ehrs, Arrivals arrivals, TurnTable turns, MeterRegistry metrics) {
        return new EhrStatus(ehrs, arrivals, turns, metrics);
    }

    @Bean
    ServletRegistrationBean<HttpServlet> ehrServlet(
            ChartproofConfig config,
            Ehrs ehrs,
            Arrivals arrivals,
            TurnTable turnTable,
            Turns turns,
            SubscriptionTable subscriptions,
            ExportTable exports) {
        ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(
                new EhrServlet(new Hl7Access(config), ehrs, arrivals, turnTable, turns, subscriptions, exports),
                "/ehr/*");
        registration.setName("ehr");
        return registration;
    }
}
