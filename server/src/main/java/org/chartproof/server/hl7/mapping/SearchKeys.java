package org.chartproof.server.hl7.mapping;

import java.util.Set;
import java.util.TreeSet;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Segment;

/**
 * The identifiers under which people look for a message.
 *
 * @param patients PID-2, PID-3, PID-4, MRG-1
 * @param visits   PID-18, PV1-19, PV1-50, MRG-3, MRG-5
 */
record SearchKeys(Set<String> patients, Set<String> visits) {

    static SearchKeys of(Message message) {
        Set<String> patients = new TreeSet<>();
        Set<String> visits = new TreeSet<>();
        for (Segment segment : message.segments()) {
            switch (segment.name()) {
                case "PID" -> {
                    add(patients, segment, 2, 3, 4);
                    add(visits, segment, 18);
                }
                case "MRG" -> {
                    add(patients, segment, 1);
                    add(visits, segment, 3, 5);
                }
                case "PV1" -> add(visits, segment, 19, 50);
                default -> {
                    // no identifier that people ask for
                }
            }
        }
        return new SearchKeys(patients, visits);
    }

    private static void add(Set<String> values, Segment segment, int... fields) {
        for (int field : fields) {
            for (Repetition repetition : segment.field(field).filled()) {
                repetition.component(1).asText().ifPresent(values::add);
            }
        }
    }
}
