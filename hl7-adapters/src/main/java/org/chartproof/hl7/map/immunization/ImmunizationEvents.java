package org.chartproof.hl7.map.immunization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.hl7.map.EventMapping;
import org.chartproof.hl7.map.Mapping;
import org.chartproof.hl7.map.Mapping.Mapped;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.CoverageMapping;
import org.chartproof.hl7.map.adt.RelatedPersonMapping;
import org.chartproof.hl7.map.adt.Subject;
import org.chartproof.hl7.map.adt.Subject.Known;
import org.chartproof.hl7.map.adt.Subject.Refused;
import org.chartproof.hl7.map.adt.VisitEvent;
import org.chartproof.hl7.map.order.ObservationMapping;
import org.chartproof.hl7.message.Segment;

/** Vaccinations. */
public final class ImmunizationEvents {

    private ImmunizationEvents() {}

    /** The mappings, by event. */
    public static Map<String, EventMapping> mappings() {
        return Map.of("VXU^V04", ImmunizationEvents::vaccinations);
    }

    private static Mapping vaccinations(Translation translation) {
        Subject subject = Subject.of(translation, VisitEvent.MENTION);
        if (subject instanceof Refused refused) {
            return refused.reason();
        }
        Known known = (Known) subject;
        RelatedPersonMapping.map(translation, known.patient());
        CoverageMapping.map(translation, known.patient());
        ImmunizationMapping mapping = new ImmunizationMapping(translation, known);
        for (List<Segment> group : groups(translation.message().segments())) {
            if (group.stream().anyMatch(one -> one.name().equals("RXA"))) {
                mapping.map(group);
            } else {
                observe(translation, known, group);
            }
        }
        return new Mapped();
    }

    /** Observations of no vaccination are of the patient. */
    private static void observe(Translation translation, Known known, List<Segment> group) {
        ObservationMapping observations = new ObservationMapping(translation, known.patient(), known.encounter());
        ObservationMapping.Context context = new ObservationMapping.Context(
                translation.types().systems().fallback() + "#message",
                translation.message().header().value(10).orElse(""),
                Optional.empty(),
                translation.eventTime());
        group.stream()
                .filter(one -> one.name().equals("OBX"))
                .forEach(obx -> observations.map(obx, List.of(), context));
    }

    /** One group for each RXA: the ORC before it and what follows up to the next ORC or RXA. */
    private static List<List<Segment>> groups(List<Segment> segments) {
        List<List<Segment>> groups = new ArrayList<>();
        List<Segment> current = new ArrayList<>();
        for (Segment segment : segments) {
            boolean hasVaccine = current.stream().anyMatch(one -> one.name().equals("RXA"));
            if (segment.name().equals("ORC") || segment.name().equals("RXA") && hasVaccine) {
                groups.add(current);
                current = new ArrayList<>();
            }
            current.add(segment);
        }
        groups.add(current);
        return groups;
    }
}
