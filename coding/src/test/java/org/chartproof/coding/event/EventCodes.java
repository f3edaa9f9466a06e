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
            "E10.9",
            "E11.9",
            "I48.91",
            "L50.9",
            "R05.8",
            "D64.9",
            "S52.501A",
            "S52.501D",
            "S93.401A",
            "G40.909",
            "S01.81XA",
            "Y99.0",
            "Y92.012",
            "Y92.018",
            "Y92.031",
            "T40.411A",
            "I10",
            "T22.111A",
            "S82.851A",
            "S82.851D",
            "S82.251B",
            "S82.251M",
            "C50.911",
            "C61",
            "C18.0",
            "C34.90",
            "C43.59",
            "C78.01",
            "C83.30",
            "C83.3A",
            "C90.00",
            "C90.01",
            "K40.90",
            "S61.431A",
            "S61.451A",
            "L03.90",
            "L03.113",
            "Z47.1",
            "Z48.815",
            "T84.53XA",
            "T30.0",
            "T31.0",
            "T31.10",
            "N80.9",
            "K91.89",
            "K56.7",
            "Z95.0",
            "Z08",
            "Z51.0",
            "Z51.11",
            "Z51.12",
            "Z17.0",
            "Z17.1",
            "Z17.21",
            "Z17.22",
            "Z17.31",
            "Z17.32",
            "Z17.410",
            "Z17.411",
            "Z17.420",
            "Z17.421");

    private static final List<String> REASONS =
            List.of("Z91.120", "Z91.128", "Z91.130", "Z91.138", "Z91.148", "Z91.A20", "Z91.A28", "Z91.A3", "Z91.A48");

    private static final Set<String> ALL = gather();

    private EventCodes() {}

    private static void addPhases(String stem, Set<String> codes) {
        if (stem.equals("Y09")) {
            codes.add(stem);
            return;
        }
        String padded = ((stem.length() == 3 ? stem + "." : stem) + "XXXX").substring(0, "S52.501".length());
        for (String phase : List.of("A", "D", "S")) {
            codes.add(padded + phase);
        }
    }

    static Set<String> all() {
        return ALL;
    }

    private static Set<String> gather() {
        Set<String> codes = new TreeSet<>(FOUND_BEFORE);
        for (Medicine medicine : Medicines.own()) {
            medicine.kind().longTermCode().ifPresent(codes::add);
            medicine.kind().allergyCode().ifPresent(codes::add);
        }
        for (Medicine medicine : Medicines.own()) {
            for (char column = '1'; column <= '6'; column++) {
                codes.add((medicine.tableCode() + column + "XX").substring(0, "T40.2X1".length()) + "A");
            }
        }
        codes.addAll(REASONS);
        DataFile.read("mechanisms.tsv", 2).forEach(row -> addPhases(row.column(0), codes));
        DataFile.read("crashes.tsv", 3).forEach(row -> addPhases(row.column(2), codes));
        // What the engine makes of a cyclist's fall on a street.
        addPhases("V18.4", codes);
        DataFile.read("places.tsv", 2).forEach(row -> codes.add(row.column(0)));
        DataFile.read("activities.tsv", 2).forEach(row -> codes.add(row.column(0)));
        DataFile.read("drug-induced.tsv", 3).forEach(row -> {
            codes.add(row.column(0));
            codes.add(row.column(2));
        });
        DataFile.read("allergens.tsv", 2).forEach(row -> codes.add(row.column(1)));
        codes.addAll(List.of("F17.200", "F17.210", "F17.220", "F17.290", "Z87.891"));
        codes.addAll(List.of("Z68.1", "Z68.31", "Z68.41", "Z68.43", "Z68.53", "Z68.54", "Z68.55"));
        codes.addAll(List.of("O09.90", "Z3A.01", "Z3A.20", "Z3A.37", "Z3A.38", "Z3A.39"));
        codes.addAll(List.of(
                "Z37.0", "Z37.1", "Z37.2", "Z38.00", "Z38.01", "Z38.31", "P07.15", "P07.18", "P07.33", "P07.38"));
        codes.addAll(List.of("O32.1XX0", "O32.1XX1", "O30.049", "Z05.1", "Z23", "Z77.22", "T31.0", "T31.10"));
        codes.addAll(List.of("T22.212A", "T21.21XA", "T20.13XA", "T23.251A", "P70.0", "P70.1", "Z92.82", "R63.0"));
        DataFile.read("newborn.tsv", 2).forEach(row -> codes.add(row.column(1)));
        return codes;
    }
}
