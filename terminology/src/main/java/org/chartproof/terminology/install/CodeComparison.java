package org.chartproof.terminology.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What changed from one release to another.
 *
 * @param added codes that only the newer one has, with their titles
 * @param deleted codes that only the older one has, with their titles
 * @param revised codes of both whose titles differ
 */
public record CodeComparison(List<Titled> added, List<Titled> deleted, List<Revised> revised) {

    /** A code and its title. */
    public record Titled(String code, String title) {}

    /** A code with its title before and after. */
    public record Revised(String code, String before, String after) {}

    public CodeComparison {
        added = List.copyOf(added);
        deleted = List.copyOf(deleted);
        revised = List.copyOf(revised);
    }

    /** Compares the codes of two releases; what changed is in the order of the codes. */
    public static CodeComparison of(SortedMap<String, String> older, SortedMap<String, String> newer) {
        List<Titled> added = new ArrayList<>();
        List<Titled> deleted = new ArrayList<>();
        List<Revised> revised = new ArrayList<>();
        for (Map.Entry<String, String> code : older.entrySet()) {
            Optional<String> after = Optional.ofNullable(newer.get(code.getKey()));
            if (after.isEmpty()) {
                deleted.add(new Titled(code.getKey(), code.getValue()));
            } else if (!after.get().equals(code.getValue())) {
                revised.add(new Revised(code.getKey(), code.getValue(), after.get()));
            }
        }
        for (Map.Entry<String, String> code : newer.entrySet()) {
            if (!older.containsKey(code.getKey())) {
                added.add(new Titled(code.getKey(), code.getValue()));
            }
        }
        return new CodeComparison(added, deleted, revised);
    }
}
