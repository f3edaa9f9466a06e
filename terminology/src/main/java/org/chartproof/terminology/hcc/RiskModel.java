package org.chartproof.terminology.hcc;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.chartproof.terminology.CodeTable;

/**
 * One model for one payment year, e.g. CMS-HCC V28 for 2026. Immutable.
 *
 * @param year payment year
 * @param name e.g. {@code CMS-HCC V28}, {@code CMS-HCC ESRD V24}, {@code RxHCC V08}
 * @param categories ICD-10-CM code with its dot to the categories that it counts towards
 * @param labels category to its name; may be empty
 * @param below category to those that it takes out when both are present; may be empty
 */
public record RiskModel(
        int year,
        String name,
        Map<String, Set<Integer>> categories,
        Map<Integer, String> labels,
        Map<Integer, Set<Integer>> below) {

    public RiskModel {
        categories = Map.copyOf(categories);
        labels = Map.copyOf(labels);
        below = Map.copyOf(below);
    }

    /** The categories that a code counts towards: none, one, seldom two. */
    public Set<Integer> categories(String code) {
        return categories.getOrDefault(CodeTable.withDot(code), Set.of());
    }

    /** The name of a category. */
    public Optional<String> label(int category) {
        return Optional.ofNullable(labels.get(category));
    }

    /** The categories that are left of a patient's once the higher ones have taken out the lower ones. */
    public SortedSet<Integer> afterHierarchies(Collection<Integer> present) {
        SortedSet<Integer> left = new TreeSet<>(present);
        Deque<Integer> open = new ArrayDeque<>(present);
        while (!open.isEmpty()) {
            left.removeAll(below.getOrDefault(open.pop(), Set.of()));
        }
        return left;
    }
}
