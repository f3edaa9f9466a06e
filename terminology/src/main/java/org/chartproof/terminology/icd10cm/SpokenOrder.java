package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the words of an Index path into the orders in which a note would have them. An Index path names the condition first and
 * narrows it: {@code [pain, abdominal]}, {@code [diabetes, type 2, with, retinopathy, proliferative]}. People put what narrows
 * before the word that it narrows: {@code abdominal pain}, {@code type 2 diabetes with proliferative retinopathy}.
 */
final class SpokenOrder {

    /** Longer paths are rarely said in more than their printed and their natural order. */
    private static final int MOST_FOR_ALL_ORDERS = 1;

    private SpokenOrder() {}

    /** The condition, or what follows a connector, with what narrows it. */
    private record Group(String connector, String head, List<String> modifiers) {

        /** Acute diastolic heart failure. */
        List<String> modifiersBefore() {
            List<String> words = reversed(modifiers);
            // Some subterms repeat the condition: [anemia, erythropoietin-resistant anemia].
            boolean repeats = !words.isEmpty() && words.get(words.size() - 1).endsWith(" " + head);
            if (!repeats) {
                words.add(head);
            }
            return words;
        }

        /** Heart failure diastolic acute. */
        List<String> firstBefore() {
            if (modifiers.isEmpty()) {
                return List.of(head);
            }
            List<String> words = new ArrayList<>(List.of(modifiers.get(0), head));
            words.addAll(modifiers.subList(1, modifiers.size()));
            return words;
        }

        /** Heart failure acute diastolic. */
        List<String> firstBeforeOthersReversed() {
            if (modifiers.isEmpty()) {
                return List.of(head);
            }
            List<String> words = new ArrayList<>(List.of(modifiers.get(0), head));
            words.addAll(reversed(modifiers.subList(1, modifiers.size())));
            return words;
        }

        /** Femur neck fracture. */
        List<String> modifiersInOrderBefore() {
            List<String> words = new ArrayList<>(modifiers);
            words.add(head);
            return words;
        }

        private static List<String> reversed(List<String> words) {
            List<String> reversed = new ArrayList<>(words);
            Collections.reverse(reversed);
            return reversed;
        }
    }

    /** The orders of a path, printed order first; each without doubled connectors. */
    static List<String> of(List<String> path) {
        List<Group> groups = groups(path);
        Set<String> orders = new LinkedHashSet<>();
        orders.add(String.join(" ", path));
        orders.add(join(groups, Group::modifiersBefore));
        if (path.size() > MOST_FOR_ALL_ORDERS) {
            return List.copyOf(orders);
        }
        orders.add(join(groups, Group::firstBefore));
        orders.add(join(groups, Group::firstBeforeOthersReversed));
        orders.add(join(groups, Group::modifiersInOrderBefore));
        return List.copyOf(orders);
    }

    private interface Order {
        List<String> words(Group group);
    }

    private static String join(List<Group> groups, Order order) {
        List<String> words = new ArrayList<>();
        for (Group group : groups) {
            if (!group.connector().isEmpty()) {
                words.add(group.connector());
            }
            words.addAll(order.words(group));
        }
        words.removeIf(String::isEmpty);
        return String.join(" ", words);
    }

    private static List<Group> groups(List<String> path) {
        List<Group> groups = new ArrayList<>();
        String connector = "";
        @Nullable Group open = null;
        for (String element : path) {
            if (open != null && TitleWords.isOnlyConnector(element)) {
                connector = element;
                open = null;
            } else if (open != null && TitleWords.isConnected(element)) {
                // The connector and its object stand in one element: "with retinopathy".
                int blank = element.indexOf(' ');
                boolean dueTo = element.startsWith("due to ") || element.startsWith("secondary to ");
                int cut = dueTo ? element.indexOf(' ', blank + 1) : blank;
                open = new Group(element.substring(0, cut), element.substring(cut + 1), new ArrayList<>());
                groups.add(open);
            } else if (open == null) {
                open = new Group(connector, element, new ArrayList<>());
                groups.add(open);
            } else {
                open.modifiers().add(element);
            }
        }
        return groups;
    }
}
