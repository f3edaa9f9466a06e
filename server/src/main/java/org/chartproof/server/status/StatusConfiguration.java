package org.chartproof.server.status;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.chartproof.server.config.ChartproofConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Health, metrics and the status page. */
@Configuration(proxyBeanMethods = false)
public class StatusConfiguration {
    private static final int VALID_SECONDS = 2;
    private static final long LEAST_FREE_BYTES = 64L * 1024 * 1024;

    @Bean(destroyMethod = "close")
    PrometheusMeterRegistry meterRegistry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    @Bean(destroyMethod = "close")
    JvmGcMetrics processMetrics(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        return collections;
    }

    @Bean
    ReadinessCheck databaseCheck(DataSource dataSource, MeterRegistry registry) {
        if (dataSource instanceof HikariDataSource pool && pool.getMetricsTrackerFactory() == null) {
            pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
        }
        return new DatabaseCheck(dataSource);
    }

    @Bean
    ReadinessCheck diskCheck(ChartproofConfig config) {
        return new DiskCheck(config.dataDirectory());
    }

    @Bean
    Readiness readiness(ObjectProvider<ReadinessCheck> checks) {
        return new Readiness(checks.orderedStream().toList());
    }

    @Bean
    FilterRegistrationBean<RequestTimer> requestTimer(MeterRegistry registry, RouteName routeName) {
        FilterRegistrationBean<RequestTimer> registration =
                new FilterRegistrationBean<>(new RequestTimer(registry, routeName));
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    ServletRegistrationBean<HttpServlet> healthServlet(Readiness readiness) {
        return at("health", new HealthServlet(readiness), "/health/live", "/health/ready");
    }

    @Bean
    ServletRegistrationBean<HttpServlet> metricsServlet(PrometheusMeterRegistry registry) {
        return at("metrics", new MetricsServlet(registry), "/metrics");
    }

    @Bean
    ServletRegistrationBean<HttpServlet> statusPage(
            Readiness readiness, ObjectProvider<StatusContributor> contributors) {
        // The empty pattern is the root itself.
        return at(
                "status", new StatusPage(readiness, contributors.orderedStream().toList()), "", StatusPage.STYLE);
    }

    @Bean
    ServletRegistrationBean<HttpServlet> notFound() {
        return at("notFound", new NotFoundServlet(), "/");
    }

    private static ServletRegistrationBean<HttpServlet> at(String name, HttpServlet servlet, String... patterns) {
        ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(servlet, patterns);
        registration.setName(name);
        return registration;
    }

    private record DatabaseCheck(DataSource dataSource) implements ReadinessCheck {
        @Override
        public String name() {
            return "database";
        }

        @Override
        public Optional<String> missing() {
            try (Connection connection = dataSource.getConnection()) {
                return connection.isValid(VALID_SECONDS) ? Optional.empty() : Optional.of("does not answer");
            } catch (SQLException e) {
                return Optional.of("no connection");
            }
        }
    }

    /** Told before PostgreSQL fails for want of room. */
    private record DiskCheck(Path folder) implements ReadinessCheck {
        @Override
        public String name() {
            return "disk";
        }

        @Override
        public Optional<String> missing() {
            try {
                return !Files.exists(folder) || Files.getFileStore(folder).getUsableSpace() >= LEAST_FREE_BYTES
                        ? Optional.empty()
                        : Optional.of(
                                "less than " + LEAST_FREE_BYTES / (1024 * 1024) + " MB are free in the data folder");
            } catch (IOException e) {
                return Optional.of("the data folder can't be looked at");
            }
        }
    }
}
