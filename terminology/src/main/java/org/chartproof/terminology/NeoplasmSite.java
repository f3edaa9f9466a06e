package org.chartproof.terminology;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the Neoplasm table.
 *
 * @param title the site, e.g. {@code lung}; the first row is the table's own heading
 * @param codes the code or category for each behaviour; one that the table leaves open is absent
 * @param below the parts of the site
 */
public record NeoplasmSite(String title, Map<Behaviour, String> codes, List<NeoplasmSite> below) {

    /** The columns of the table, in printed order; the first has number 2. */
    public enum Behaviour {
        MALIGNANT_PRIMARY,
        MALIGNANT_SECONDARY,
        IN_SITU,
        BENIGN,
        UNCERTAIN,
        UNSPECIFIED
    }

    public NeoplasmSite {
        codes = Map.copyOf(codes);
        below = List.copyOf(below);
    }

    /**
     * A row as the file has it.
     *
     * @param title the site as printed, without what stands in parentheses
     * @param cells codes by the number of their column, from "2"; a trailing dash cut off
     * @param below the parts of the site
     */
    public static NeoplasmSite ofCells(String title, Map<String, String> cells, List<NeoplasmSite> below) {
        Map<Behaviour, String> codes = new EnumMap<>(Behaviour.class);
        for (Behaviour behaviour : Behaviour.values()) {
            String cell = cells.getOrDefault(Integer.toString(behaviour.ordinal() + 2), "");
            if (!cell.isEmpty()) {
                codes.put(behaviour, cell);
            }
        }
        return new NeoplasmSite(title, codes, below);
    }

    /**
     * Shows this row and all below it to a visitor, with the titles that lead to each.
     *
     * @param above the titles that stand above this row, from the first down
     */
    public void visit(List<String> above, Visitor visitor) {
        List<String> path = new ArrayList<>(above);
        path.add(title);
        visitor.visit(List.copyOf(path), this);
        for (NeoplasmSite part : below) {
            part.visit(path, visitor);
        }
    }

    /** Sees each row with its path from the heading down. */
    public interface Visitor {
        /** Called for one row; the last title of the path is its own. */
        void visit(List<String> path, NeoplasmSite site);
    }
}
