package org.chartproof.coding.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.event.Cues.At;
import org.chartproof.coding.event.Cues.Said;
import org.chartproof.coding.event.Mechanisms.Mechanism;
import org.chartproof.coding.sentence.Sentence;

/**
 * Accidents in traffic (V00 to V89): who was hurt and what they collided with, from the sentence that tells the accident and those
 * beside it. The codes are in {@code crashes.tsv}.
 */
final class Crashes {

    private static final List<CrashWord> WHO = List.of(
            CrashWord.PEDESTRIAN, CrashWord.MOTORCYCLIST, CrashWord.CYCLIST, CrashWord.PASSENGER, CrashWord.DRIVER);

    private static final List<CrashWord> WHAT = List.of(
            CrashWord.PICKUP, CrashWord.TRUCK, CrashWord.ROLLOVER, CrashWord.CAR, CrashWord.VEHICLE, CrashWord.OBJECT);

    private static final String UNSAID = "unsaid";

    private final Cues<CrashWord> words = new Cues<>("crash-words.tsv", CrashWord.class);
    private final Map<String, String> codes = new HashMap<>();

    Crashes() {
        for (DataFile.Row row : DataFile.read("crashes.tsv", 3)) {
            if (codes.put(row.column(0) + " " + row.column(1), row.column(2)) != null) {
                throw row.error("repeats a row");
            }
        }
    }

    /** The accident that a sentence tells. */
    Optional<Mechanism> in(Reading reading, int index) {
        Sentence sentence = reading.sentences().get(index);
        Said<CrashWord> said = words.in(sentence);
        if (!said.says(CrashWord.CRASH)) {
            return Optional.empty();
        }
        List<Said<CrashWord>> around = new java.util.ArrayList<>(List.of(said));
        for (int beside : new int[] {index + 1, index - 1}) {
            if (beside >= 0 && beside < reading.sentences().size()) {
                around.add(words.in(reading.sentences().get(beside)));
            }
        }
        String who = first(WHO, around).orElse("occupant");
        String what = first(WHAT, around).orElse(UNSAID);
        At crash = said.all(CrashWord.CRASH).get(0);
        // "MVC" alone tells neither who nor what.
        String code = who.equals("occupant") && what.equals(UNSAID)
                ? codes.get("person " + UNSAID)
                : codes.getOrDefault(who + " " + what, codes.get(who + " " + UNSAID));
        return Optional.ofNullable(code).map(stem -> new Mechanism(reading, index, crash.first(), crash.last(), stem));
    }

    private static Optional<String> first(List<CrashWord> kinds, List<Said<CrashWord>> around) {
        for (Said<CrashWord> said : around) {
            for (CrashWord kind : kinds) {
                if (said.says(kind)) {
                    return Optional.of(kind.name().toLowerCase(java.util.Locale.ROOT));
                }
            }
        }
        return Optional.empty();
    }
}
