package org.chartproof.terminology.icd10cm;

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
record NeoplasmSite(String title, Map<Behaviour, String> codes, List<NeoplasmSite> below) {

    /** The columns of the table, in printed order; the first has number 2. */
    enum Behaviour {
        MALIGNANT_PRIMARY,
        MALIGNANT_SECONDARY,
        IN_SITU,
        BENIGN,
        UNCERTAIN,
        UNSPECIFIED
    }

    NeoplasmSite {
        codes = Map.copyOf(codes);
        below = List.copyOf(below);
    }

    /** A row as the file has it: cells by their column number. */
    static NeoplasmSite ofCells(String title, Map<String, String> cells, List<NeoplasmSite> below) {
        Map<Behaviour, String> codes = new EnumMap<>(Behaviour.class);
        for (Behaviour behaviour : Behaviour.values()) {
            String cell = cells.getOrDefault(Integer.toString(behaviour.ordinal() + 2), "");
            if (!cell.isEmpty()) {
                codes.put(behaviour, cell);
            }
        }
        return new NeoplasmSite(title, codes, below);
    }

    /** This row and all below it, with the titles that lead to each. */
    void visit(List<String> above, Visitor visitor) {
        List<String> path = new ArrayList<>(above);
        path.add(title);
        visitor.visit(List.copyOf(path), this);
        for (NeoplasmSite part : below) {
            part.visit(path, visitor);
        }
    }

    /** Sees each row with its path from the heading down. */
    interface Visitor {
        void visit(List<String> path, NeoplasmSite site);
    }
}
