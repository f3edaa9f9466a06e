package org.chartproof.terminology.icd10pcs;

import java.util.List;

/**
 * A main term or subterm of the Index. It leads to a table, not always to a whole code (Convention A6).
 *
 * @param title its words; empty for a subterm that only points elsewhere
 * @param codes whole codes or their beginnings, as printed without dashes
 * @param see where to go instead, as printed
 * @param use the value of an axis that a body part or device named so has
 * @param below the subterms, in printed order
 */
public record ProcedureTerm(
        String title, List<String> codes, List<String> see, List<String> use, List<ProcedureTerm> below) {
    public ProcedureTerm {
        codes = List.copyOf(codes);
        see = List.copyOf(see);
        use = List.copyOf(use);
        below = List.copyOf(below);
    }
}
