package org.chartproof.server.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;

/** Whether the server can take work: it is up, is not being stopped, and every {@link ReadinessCheck} is content. */
public final class Readiness implements SmartApplicationListener {
    private enum Phase {
        STARTING,
        UP,
        STOPPING
    }

    private final List<ReadinessCheck> checks;
    private volatile Phase phase = Phase.STARTING;

    /** @param checks asked in this order */
    public Readiness(List<ReadinessCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** @return what is missing, by the name of the check; empty when ready */
    public Map<String, String> missing() {
        Map<String, String> missing = new LinkedHashMap<>();
        if (phase != Phase.UP) {
            missing.put("server", phase == Phase.STARTING ? "starting" : "stopping");
        }
        for (ReadinessCheck check : checks) {
            ask(check).ifPresent(reason -> missing.put(check.name(), reason));
        }
        return missing;
    }

    /** @return the names of all checks */
    public List<String> names() {
        return checks.stream().map(ReadinessCheck::name).toList();
    }

    /** @return whether nothing is missing */
    public boolean isReady() {
        return missing().isEmpty();
    }

    private static Optional<String> ask(ReadinessCheck check) {
        try {
            return check.missing();
        } catch (RuntimeException e) {
            return Optional.of("the check itself failed: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
        return ApplicationReadyEvent.class.isAssignableFrom(type) || ContextClosedEvent.class.isAssignableFrom(type);
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        phase = event instanceof ApplicationReadyEvent ? Phase.UP : Phase.STOPPING;
    }
}
