package org.chartproof.server.ehr.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.ehr.auth.AccessTokens;
import org.chartproof.server.ehr.http.Wire;
import org.chartproof.server.polling.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The EHRs of the configuration. */
public final class Ehrs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ehrs.class);

    private final List<Ehr> all;

    /** @throws org.chartproof.server.config.ConfigurationException if a key or a file of authorities can't be used */
    public Ehrs(List<EhrSource> sources, MeterRegistry metrics, InstantSource clock) {
        this.all =
                sources.stream().map(source -> connect(source, metrics, clock)).toList();
    }

    private static Ehr connect(EhrSource source, MeterRegistry metrics, InstantSource clock) {
        Capabilities capabilities = Capabilities.of(source.shape());
        boolean subscribes = source.subscribing().way() != EhrSource.Subscribing.Way.OFF;
        if (subscribes
                && !capabilities.subscriptions().contains(source.subscribing().way())) {
            LOG.warn(
                    "The EHR {}: its shape is not known for such Subscriptions; they are tried all the same",
                    source.name());
        }
        SourceHealth health = new SourceHealth(
                source.name(),
                new Backoff(
                        source.connection().backoff().multipliedBy(4),
                        source.connection().longestBackoff()),
                clock);
        Gauge.builder("chartproof.ehr.down", health, one -> one.trouble().isPresent() ? 1 : 0)
                .description("1 while an EHR can't be asked")
                .tag("source", source.name())
                .register(metrics);
        Wire wire = new Wire(source.connection());
        EhrClient client = new EhrClient(source, wire, new AccessTokens(source, wire, clock), health, metrics, clock);
        return new Ehr(source, capabilities, client, health);
    }

    /** In the order of the configuration. */
    public List<Ehr> all() {
        return all;
    }

    /** @param name as the operator calls it */
    public Optional<Ehr> named(String name) {
        return all.stream().filter(ehr -> ehr.name().equals(name)).findFirst();
    }

    @Override
    public void close() {
        all.forEach(ehr -> ehr.client().close());
    }
}
