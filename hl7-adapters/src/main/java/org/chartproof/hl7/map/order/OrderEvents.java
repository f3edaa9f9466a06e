package org.chartproof.hl7.map.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.hl7.map.EventMapping;
import org.chartproof.hl7.map.Mapping;
import org.chartproof.hl7.map.Mapping.Mapped;
import org.chartproof.hl7.map.Mapping.Unmappable;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.AllergyMapping;
import org.chartproof.hl7.map.adt.CoverageMapping;
import org.chartproof.hl7.map.adt.Subject;
import org.chartproof.hl7.map.adt.Subject.Known;
import org.chartproof.hl7.map.adt.Subject.Refused;
import org.chartproof.hl7.map.adt.VisitEvent;
import org.chartproof.hl7.map.order.ObservationMapping.Context;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ServiceRequest;

/** Orders and results. */
public final class OrderEvents {

    private static final List<String> RESULTS =
            List.of("ORU^R01", "ORU^R30", "ORU^R31", "ORU^R32", "ORU^R40", "OUL^R21", "OUL^R22", "OUL^R23", "OUL^R24");

    private static final List<String> ORDERS = List.of("ORM^O01", "OMG^O19", "OML^O21", "OML^O33", "OML^O35");

    private OrderEvents() {}

    /** The mappings, by event. */
    public static Map<String, EventMapping> mappings() {
        Map<String, EventMapping> mappings = new HashMap<>();
        RESULTS.forEach(event -> mappings.put(event, OrderEvents::results));
        ORDERS.forEach(event -> mappings.put(event, OrderEvents::orders));
        return mappings;
    }

    private static Mapping results(Translation translation) {
        Subject subject = Subject.of(translation, VisitEvent.MENTION);
        if (subject instanceof Known known) {
            ReportMapping reports = new ReportMapping(translation, known.patient(), known.encounter());
            for (OrderGroup group : OrderGroup.of(translation.message())) {
                Optional<Unmappable> broken = group.obr().flatMap(obr -> reports.map(group, obr));
                if (broken.isPresent()) {
                    return broken.get();
                }
                if (group.isLoose()) {
                    observe(translation, known, group);
                }
            }
            return new Mapped();
        }
        return ((Refused) subject).reason();
    }

    private static Mapping orders(Translation translation) {
        Subject subject = Subject.of(translation, VisitEvent.MENTION);
        if (subject instanceof Known known) {
            CoverageMapping.map(translation, known.patient());
            AllergyMapping.map(translation, known.patient(), known.encounter());
            Optional<Unmappable> broken = requests(translation, known);
            return broken.isPresent() ? broken.get() : new Mapped();
        }
        return ((Refused) subject).reason();
    }

    /**
     * Maps the orders of any message that carries some.
     *
     * @return why they can't be mapped: none of them has a number
     */
    public static Optional<Unmappable> requests(Translation translation, Known known) {
        OrderMapping orders = new OrderMapping(translation, known.patient(), known.encounter());
        List<OrderGroup> groups = OrderGroup.of(translation.message());
        boolean any = false;
        for (OrderGroup group : groups) {
            if (group.isLoose()) {
                continue;
            }
            Optional<ServiceRequest> request = orders.order(group);
            any |= request.isPresent();
            if (request.isPresent() && !request.get().hasCode() && group.obr().isEmpty()) {
                translation.warn(
                        "ORC[1]-2",
                        "order-without-service",
                        "An order without OBR: only its numbers and its status were taken.");
            }
            request.ifPresent(one -> details(translation, known, group, one));
        }
        return any || groups.size() == 1
                ? Optional.empty()
                : Optional.of(new Unmappable(
                        "ORC[1]-2",
                        "no-order-number",
                        "No order of the message has a number, of its placer or of its filler, or an OBR.",
                        "Have the sender fill ORC-2 or ORC-3, or add it to an edited copy."));
    }

    /** OBX of an order: answers to what the laboratory asks, and what supports the request. */
    private static void details(Translation translation, Known known, OrderGroup group, ServiceRequest request) {
        ObservationMapping observations = new ObservationMapping(translation, known.patient(), known.encounter());
        Narrative narrative = Narrative.of(group.others());
        Context context = new Context(
                "urn:chartproof:hl7v2:order-detail",
                request.getIdElement().getIdPart(),
                Optional.empty(),
                Optional.empty());
        for (Segment obx : narrative.results()) {
            Optional<Observation> observation =
                    observations.map(obx, narrative.notes().getOrDefault(obx, List.of()), context);
            observation
                    .map(Translation::reference)
                    .filter(reference -> request.getSupportingInfo().stream()
                            .noneMatch(one -> reference.getReference().equals(one.getReference())))
                    .ifPresent(request::addSupportingInfo);
        }
    }

    /** Observations of no order: of the patient, or of a specimen. */
    private static void observe(Translation translation, Known known, OrderGroup group) {
        ObservationMapping observations = new ObservationMapping(translation, known.patient(), known.encounter());
        Narrative narrative = Narrative.of(group.others());
        String owner = translation.message().header().value(10).orElse("");
        Context context = new Context(
                translation.types().systems().fallback() + "#message",
                owner,
                Optional.empty(),
                translation.eventTime());
        for (Segment obx : narrative.results()) {
            observations.map(obx, narrative.notes().getOrDefault(obx, List.of()), context);
        }
    }
}
