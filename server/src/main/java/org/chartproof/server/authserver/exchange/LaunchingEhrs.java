package org.chartproof.server.authserver.exchange;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.server.authserver.launch.LaunchContext;
import org.chartproof.server.authserver.user.LaunchedPeople;
import org.chartproof.server.config.ChartproofConfig.Security;
import org.chartproof.server.config.EhrSource;
import org.chartproof.server.config.EhrSource.Launch;
import org.chartproof.server.ehr.arrival.News;
import org.chartproof.server.ehr.arrival.Told;
import org.chartproof.server.ehr.arrival.Way;
import org.chartproof.server.fhir.StoredResources;
import org.chartproof.server.security.Role;
import org.chartproof.server.security.token.IdTokens;
import org.chartproof.server.security.token.IssuerKeys;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;

/** The EHRs of the configuration that people open the review page from. */
public final class LaunchingEhrs implements AutoCloseable {
    private final Map<String, LaunchingEhr> byBase = new LinkedHashMap<>();
    private final LaunchedPeople people;
    private final StoredResources stored;
    private final News news;

    /** @param stored what has come from them already */
    public LaunchingEhrs(
            List<EhrSource> sources, Security security, StoredResources stored, News news, InstantSource clock) {
        this.stored = stored;
        this.news = news;
        Map<String, Role> roles = new LinkedHashMap<>();
        for (EhrSource source : sources) {
            source.launch().ifPresent(launch -> {
                byBase.put(source.base().toString(), connect(source, launch, security, clock));
                launch.as().ifPresent(as -> roles.put(source.name(), role(as)));
            });
        }
        this.people = new LaunchedPeople(roles);
    }

    private static Role role(Launch.As as) {
        return switch (as) {
            case CLINICIAN -> Role.CLINICIAN;
            case CODER -> Role.CODER;
        };
    }

    private static LaunchingEhr connect(EhrSource source, Launch launch, Security security, InstantSource clock) {
        EhrReads reads = new EhrReads(source);
        EhrMetadata metadata = new EhrMetadata(source, launch.issuer(), reads, clock);
        IdTokens tokens = new IdTokens(
                Set.copyOf(security.algorithms()),
                new IssuerKeys(metadata::keys, reads),
                metadata::issuer,
                launch.clientId(),
                security.clockSkew(),
                clock);
        return new LaunchingEhr(source, tokens, reads);
    }

    /** What their people work as. */
    public LaunchedPeople people() {
        return people;
    }

    /** @param base as SMART calls it, {@code iss} */
    Optional<LaunchingEhr> at(String base) {
        return Optional.ofNullable(byBase.get(base.replaceFirst("/+$", "")));
    }

    /** Has an encounter fetched that is open in the EHR and has not come by itself yet. */
    void fetchIfMissing(LaunchingEhr ehr, LaunchingEhr.Open open, LaunchContext local) {
        boolean missing = local.encounter()
                .filter(id -> stored.read(Encounter.class, new IdType("Encounter", id))
                        .isEmpty())
                .isPresent();
        if (missing) {
            news.tell(
                    ehr.name(),
                    Way.PERSON,
                    open.encounter().stream().map(Told::of).toList(),
                    () -> {});
        }
    }

    @Override
    public void close() {
        byBase.values().forEach(LaunchingEhr::close);
    }
}
