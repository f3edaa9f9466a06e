package org.chartproof.coding.event;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.chartproof.coding.data.DataFile;
import org.chartproof.terminology.Medicine;
import org.chartproof.terminology.Medicines;

/** Every code that events can lead to, and those that the tests say were found before. */
final class EventCodes {

    private static final List<String> FOUND_BEFORE = List.of(
            "E10.9", "E11.9", "I48.91", "L50.9", "R05.8", "D64.9", "S52.501A", "S52.501D", "S93.401A", "G40.909");

    private static final Set<String> ALL = gather();

    private EventCodes() {}

    static Set<String> all() {
        return ALL;
    }

    private static Set<String> gather() {
        Set<String> codes = new TreeSet<>(FOUND_BEFORE);
        for (Medicine medicine : Medicines.own()) {
            medicine.kind().longTermCode().ifPresent(codes::add);
            medicine.kind().allergyCode().ifPresent(codes::add);
        }
        DataFile.read("allergens.tsv", 2).forEach(row -> codes.add(row.column(1)));
        return codes;
    }
}
