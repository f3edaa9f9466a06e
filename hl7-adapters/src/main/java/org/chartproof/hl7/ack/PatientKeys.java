package org.chartproof.hl7.ack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The patients of a message, found in its bytes without a parser: what its place in the order of processing hangs on.
 *
 * @param patients of each PID: PID-3, all repetitions; PID-2 if that is empty; PID-4 if both are
 * @param merged of each MRG: MRG-1, all repetitions; MRG-4 if that is empty
 */
public record PatientKeys(List<List<PatientKey>> patients, List<List<PatientKey>> merged) {

    public PatientKeys {
        patients = patients.stream().map(List::copyOf).toList();
        merged = merged.stream().map(List::copyOf).toList();
    }

    /**
     * Looks for them.
     *
     * @param header of the same bytes
     */
    public static PatientKeys of(byte[] message, MessageHeader header) {
        Delimiters delimiters = header.delimiters();
        List<List<PatientKey>> patients = new ArrayList<>(1);
        List<List<PatientKey>> merged = new ArrayList<>(0);
        int at = header.begin();
        while (at < message.length) {
            int end = Segments.end(message, at);
            if (Segments.named(message, at, "PID", delimiters.field())) {
                add(patients, new Finder(message, at, end, delimiters).firstFilled(3, 2, 4));
            } else if (Segments.named(message, at, "MRG", delimiters.field())) {
                add(merged, new Finder(message, at, end, delimiters).firstFilled(1, 4));
            }
            at = Segments.next(message, end);
        }
        return new PatientKeys(patients, merged);
    }

    private static void add(List<List<PatientKey>> lists, List<PatientKey> keys) {
        if (!keys.isEmpty()) {
            lists.add(keys);
        }
    }

    /**
     * The patients whose earlier messages must be done before this one, and whose later ones must wait for it: one key for each, the medical record number if there is one
     * (CX-5 MR), else the first. Several for merges and moves between patients (A18, A34, A40, A45, A50 and the like), which so are barriers on all of them. Empty
     * for a message without a patient.
     */
    public Set<PatientKey> lanes() {
        Set<PatientKey> lanes = new LinkedHashSet<>();
        patients.forEach(keys -> lanes.add(lane(keys)));
        merged.forEach(keys -> lanes.add(lane(keys)));
        return lanes;
    }

    /** Without the type, which senders fill in one message and leave out in the next. */
    private static PatientKey lane(List<PatientKey> keys) {
        Optional<PatientKey> record =
                keys.stream().filter(key -> key.type().equals("MR")).findFirst();
        PatientKey chosen = record.orElse(keys.get(0));
        return new PatientKey(chosen.value(), chosen.authority(), "");
    }

    /** Whether it touches more than one patient. */
    public boolean isBarrier() {
        return !merged.isEmpty() || lanes().size() > 1;
    }

    /** The fields of one segment. */
    private record Finder(byte[] message, int begin, int end, Delimiters delimiters) {

        List<PatientKey> firstFilled(int... numbers) {
            for (int number : numbers) {
                List<PatientKey> keys = keys(number);
                if (!keys.isEmpty()) {
                    return keys;
                }
            }
            return List.of();
        }

        private List<PatientKey> keys(int number) {
            String field = field(number);
            if (field.isEmpty()) {
                return List.of();
            }
            List<PatientKey> keys = new ArrayList<>(2);
            for (String repetition : split(field, delimiters.repetition())) {
                List<String> components = split(repetition, delimiters.component());
                String value = components.get(0).strip();
                if (!value.isEmpty() && !value.equals("\"\"")) {
                    keys.add(new PatientKey(value, authority(part(components, 3)), part(components, 4)));
                }
            }
            return keys;
        }

        private String field(int number) {
            int from = begin + 4;
            for (int skipped = 1; skipped < number; skipped++) {
                from = separator(from) + 1;
            }
            return from >= end ? "" : new String(message, from, separator(from) - from, StandardCharsets.ISO_8859_1);
        }

        private int separator(int from) {
            int at = from;
            while (at < end && message[at] != (byte) delimiters.field()) {
                at++;
            }
            return at;
        }

        private String authority(String assigner) {
            List<String> parts = split(assigner, delimiters.subcomponent());
            return part(parts, 0).isEmpty() ? part(parts, 1) : part(parts, 0);
        }

        private static String part(List<String> parts, int index) {
            return index < parts.size() ? parts.get(index).strip() : "";
        }

        private static List<String> split(String text, char separator) {
            List<String> parts = new ArrayList<>();
            int from = 0;
            for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
                parts.add(text.substring(from, at));
                from = at + 1;
            }
            parts.add(text.substring(from));
            return parts;
        }
    }
}
