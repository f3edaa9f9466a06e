package org.chartproof.server.encounter;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chartproof.server.queue.Workers;
import org.chartproof.server.subscription.CodingSubscriptions;
import org.chartproof.server.writeback.CoderDevice;
import org.hl7.fhir.r4.model.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts coding once all else stands, and ends it first. */
public final class CodingLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CodingLifecycle.class);
    private static final int REFRESH_SECONDS = 10;

    private final CodingSubscriptions subscriptions;
    private final Workers workers;
    private final DaoRegistry daos;
    private final boolean enabled;
    private final String version;
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "subscriptions");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    /**
     * @param enabled whether this node codes; it queues work in any case
     * @param version of the engine
     */
    public CodingLifecycle(
            CodingSubscriptions subscriptions, Workers workers, DaoRegistry daos, boolean enabled, String version) {
        this.subscriptions = subscriptions;
        this.workers = workers;
        this.daos = daos;
        this.enabled = enabled;
        this.version = version;
    }

    /** Before the port opens: no document may come in while nothing listens for it. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        subscriptions.seed();
        seedDevice();
        refresher.scheduleWithFixedDelay(this::refresh, REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
        if (enabled) {
            workers.start();
        }
        running = true;
    }

    private void seedDevice() {
        IFhirResourceDao<Device> devices = daos.getResourceDao(Device.class);
        try {
            devices.update(CoderDevice.of(version), new SystemRequestDetails());
        } catch (ResourceVersionConflictException e) {
            LOG.info("{} was written by another node", CoderDevice.REFERENCE);
        }
    }

    /** Reads the Subscriptions anew on another thread. */
    public void refreshSoon() {
        refresher.execute(this::refresh);
    }

    private void refresh() {
        try {
            subscriptions.refresh();
        } catch (RuntimeException e) {
            LOG.warn("Subscriptions can't be read, trying again: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void stop() {
        running = false;
        workers.close();
        refresher.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
