package org.chartproof.server.cdshooks;

import java.util.Arrays;
import java.util.Optional;

/** A CDS service: what is offered at one of an EHR's hooks. */
enum HookService {
    /** Before the patient leaves: whoever can answer is still there. */
    ENCOUNTER_DISCHARGE(
            "encounter-discharge",
            "Questions to answer before discharge",
            "Open questions about the documentation of the encounter that ends, each with the words it is about.",
            "warning",
            true),
    ORDER_SIGN(
            "order-sign",
            "Questions about the documentation, as orders are signed",
            "Open questions about the documentation of the encounter that the orders belong to.",
            "info",
            false),
    PATIENT_VIEW(
            "patient-view",
            "Questions about the documentation of this chart",
            "Open questions about the documentation of the patient, or of the encounter that is open.",
            "info",
            false);

    private final String hook;
    private final String title;
    private final String description;
    private final String indicator;
    private final boolean encounterNeeded;

    HookService(String hook, String title, String description, String indicator, boolean encounterNeeded) {
        this.hook = hook;
        this.title = title;
        this.description = description;
        this.indicator = indicator;
        this.encounterNeeded = encounterNeeded;
    }

    /** The service of an id as it stands in a path. */
    static Optional<HookService> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }

    String id() {
        return "chartproof-" + hook;
    }

    String hook() {
        return hook;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** How much a card of it presses. */
    String indicator() {
        return indicator;
    }

    /** Whether the hook's context always names an encounter. */
    boolean encounterNeeded() {
        return encounterNeeded;
    }
}
