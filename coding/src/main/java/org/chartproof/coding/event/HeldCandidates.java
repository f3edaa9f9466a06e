package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.candidate.Candidate;

/**
 * Candidates that can be found by place, by code and by themselves, put in each other's place and taken out, each without a look at all
 * the others: a text of ten million characters holds hundreds of thousands.
 */
final class HeldCandidates {

    private final List<Candidate> list = new ArrayList<>();
    private final BitSet gone = new BitSet();
    private final Map<Candidate, Integer> numbers = new IdentityHashMap<>();

    /** Where candidates of a code are, or were until another was put in their place. */
    private final Map<String, List<Integer>> byCode = new HashMap<>();

    private final Map<String, Places> places = new HashMap<>();

    /**
     * Candidates of a note by where their words begin.
     *
     * @param begins rising
     * @param numbers theirs
     */
    private record Places(int[] begins, int[] numbers) {}

    void add(Candidate candidate) {
        list.add(candidate);
        note(list.size() - 1, candidate);
        places.clear();
    }

    private void note(int number, Candidate candidate) {
        numbers.put(candidate, number);
        byCode.computeIfAbsent(candidate.code().value(), code -> new ArrayList<>(1))
                .add(number);
    }

    /** The number of a candidate; empty if it is not held, or no longer. */
    OptionalInt numberOf(Candidate candidate) {
        Integer number = numbers.get(candidate);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Puts a candidate in the place of another whose words it has. */
    void put(int number, Candidate candidate) {
        numbers.remove(list.get(number));
        list.set(number, candidate);
        note(number, candidate);
    }

    /** @return whether it was held */
    boolean remove(Candidate candidate) {
        Integer number = numbers.remove(candidate);
        if (number == null) {
            return false;
        }
        gone.set(number);
        return true;
    }

    Candidate get(int number) {
        return list.get(number);
    }

    /** What is held, in the order in which it came. */
    List<Candidate> all() {
        List<Candidate> all = new ArrayList<>(list.size());
        for (int i = gone.nextClearBit(0); i < list.size(); i = gone.nextClearBit(i + 1)) {
            all.add(list.get(i));
        }
        return all;
    }

    /** The numbers of what the patient is said to have under a code, rising. */
    List<Integer> affirmed(String code) {
        return byCode.getOrDefault(code, List.of()).stream()
                .filter(number -> !gone.get(number))
                .filter(number -> list.get(number).code().value().equals(code))
                .filter(number -> list.get(number).assertion() instanceof Assertion.Affirmed)
                .sorted()
                .distinct()
                .toList();
    }

    /** Whether the patient is said to have something under one of some beginnings of codes. */
    boolean hasAffirmedUnder(List<String> beginnings) {
        for (String code : byCode.keySet()) {
            if (isUnder(beginnings, code) && !affirmed(code).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnder(List<String> beginnings, String code) {
        for (String beginning : beginnings) {
            if (code.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** What lies between two places of a note, in the order in which it came. */
    List<Candidate> within(String note, int begin, int end) {
        Places of = places.computeIfAbsent(note, this::places);
        int found = Arrays.binarySearch(of.begins(), begin);
        int first = found >= 0 ? found : -found - 1;
        while (first > 0 && of.begins()[first - 1] == begin) {
            first--;
        }
        int last = first;
        while (last < of.begins().length && of.begins()[last] <= end) {
            last++;
        }
        int[] between = Arrays.copyOfRange(of.numbers(), first, last);
        Arrays.sort(between);
        List<Candidate> within = new ArrayList<>(between.length);
        for (int number : between) {
            Candidate candidate = list.get(number);
            if (!gone.get(number) && candidate.evidence().end() <= end) {
                within.add(candidate);
            }
        }
        return within;
    }

    private Places places(String note) {
        List<Integer> of = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).evidence().noteId().equals(note)) {
                of.add(i);
            }
        }
        of.sort(Comparator.comparingInt(i -> list.get(i).evidence().begin()));
        return new Places(
                of.stream().mapToInt(i -> list.get(i).evidence().begin()).toArray(),
                of.stream().mapToInt(Integer::intValue).toArray());
    }
}
