package org.chartproof.terminology;

import java.util.List;
import java.util.Optional;

/**
 * One release of a code system in memory: what exists, what is billable, what the Tabular List says. Immutable, safe for any
 * number of threads. Codes are accepted with or without dot, in any case.
 */
public interface CodeSet {

    /** Which release it is. */
    Release release();

    /** A row, header or code. */
    Optional<Concept> find(String code);

    /** A code that a claim may carry; empty for a header or an unknown code. */
    Optional<BillableCode> billable(String code);

    /** The rows directly below a header, in the order of the Tabular List; with their 7th characters expanded. */
    List<Concept> children(String code);

    /** The row above; empty for a category. */
    Optional<Concept> parent(String code);

    /** The notes that hold for a code: its own and those inherited from the subcategory, category, block and chapter above. */
    List<TabularNote> notes(String code);

    /** The 7th characters that hold for a code or header; empty where it takes none. */
    Optional<SeventhCharacters> seventhCharacters(String code);

    /** Every billable code, in order. */
    List<BillableCode> codes();

    /** Every term that leads to a code of this release, in a fixed order. */
    List<Term> terms();

    /** The main terms of the Alphabetic Index; empty for the starter code set. */
    List<IndexEntry> index();

    /** The main terms of the External Cause Index (V00-Y99); empty where it is not installed. */
    List<IndexEntry> externalCauses();

    /** The Table of Drugs and Chemicals; empty where it is not installed. */
    DrugTable drugs();

    /** The Neoplasm table; empty where it is not installed. */
    NeoplasmTable neoplasms();

    /**
     * Whether a code is exempt from the present-on-admission indicator (Guidelines Appendix I).
     *
     * @return false for every code where CMS's list of exempt codes is not installed: the indicator is then asked for, which is
     *     work for the coder and no wrong claim
     */
    boolean poaExempt(String code);
}
