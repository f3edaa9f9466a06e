package org.chartproof.server.e2e;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An invented HL7 v2 message that a test can bend, field by field. */
record TestMessage(List<String[]> segments) {

    /** Patient and visit of a message are named after its key, so that tests don't meet. */
    static TestMessage admission(String key) {
        return of(
                        "MSH|^~\\&|REG|HOSP|CHARTPROOF|HOSP|20260504090100||ADT^A01^ADT_A01|" + key + "|P|2.5.1",
                        "EVN|A01|20260504090100",
                        "PID|1||" + key + "^^^HOSP^MR||Example^Edna^Q||19580203|F|||1 Main St^^Springfield^IL^62701",
                        "PV1|1|I|WARD^12^A^HOSP||||1234^Doctor^Dora^^^DR^^^NPI")
                .with("PV1-19", "V" + key + "^^^HOSP^VN")
                .with("PV1-44", "20260504090000");
    }

    /** A dictated note of the visit that {@link #admission} of the same visit key opened. */
    static TestMessage note(String key, String visit, String... lines) {
        List<String> segments = new ArrayList<>(List.of(
                "MSH|^~\\&|TRANSCRIBE|HOSP|CHARTPROOF|HOSP|20260504120000||MDM^T02^MDM_T02|" + key + "|P|2.5.1",
                "EVN|T02|20260504120000",
                "PID|1||" + visit + "^^^HOSP^MR||Example^Edna^Q||19580203|F",
                "PV1|1|I|WARD^12^A^HOSP",
                "TXA|1|DS^Discharge Summary|TX|20260504110000|1234^Doctor^Dora"));
        for (int i = 0; i < lines.length; i++) {
            segments.add("OBX|" + (i + 1) + "|TX|DS^Discharge Summary||" + lines[i] + "||||||F");
        }
        return of(segments.toArray(String[]::new))
                .with("PV1-19", "V" + visit + "^^^HOSP^VN")
                .with("TXA-12", "D" + key)
                .with("TXA-17", "AU");
    }

    static TestMessage of(String... segments) {
        List<String[]> all = new ArrayList<>();
        for (String segment : segments) {
            all.add(segment.split("\\|", -1));
        }
        return new TestMessage(all);
    }

    /** @param place such as {@code PID-5}; of the first segment of that name */
    TestMessage with(String place, String value) {
        String name = place.substring(0, 3);
        int field = index(name, Integer.parseInt(place.substring(4)));
        List<String[]> all = new ArrayList<>();
        boolean done = false;
        for (String[] segment : segments) {
            String[] copy = segment.clone();
            if (!done && segment[0].equals(name)) {
                if (copy.length <= field) {
                    copy = Arrays.copyOf(copy, field + 1);
                    for (int i = segment.length; i < copy.length; i++) {
                        copy[i] = "";
                    }
                }
                copy[field] = value;
                done = true;
            }
            all.add(copy);
        }
        return new TestMessage(all);
    }

    TestMessage withSegment(String segment) {
        List<String[]> all = new ArrayList<>(segments);
        all.add(segment.split("\\|", -1));
        return new TestMessage(all);
    }

    TestMessage without(String name) {
        return new TestMessage(
                segments.stream().filter(segment -> !segment[0].equals(name)).toList());
    }

    /** The same as another event, at another time. */
    TestMessage as(String event, String controlId, String time) {
        String[] parts = event.split("\\^", 2);
        return with("MSH-9", event)
                .with("MSH-7", time)
                .with("MSH-10", controlId)
                .with("EVN-1", parts[1])
                .with("EVN-2", time);
    }

    String controlId() {
        return field("MSH", 10).orElseThrow();
    }

    private Optional<String> field(String name, int number) {
        return segments.stream()
                .filter(segment -> segment[0].equals(name))
                .map(segment -> segment[index(name, number)])
                .findFirst();
    }

    /** MSH-1 is the separator itself. */
    private static int index(String name, int field) {
        return name.equals("MSH") ? field - 1 : field;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        segments.forEach(segment -> text.append(String.join("|", segment)).append('\r'));
        return text.toString();
    }
}
