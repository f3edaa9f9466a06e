package org.chartproof.terminology.icd10cm;

import java.util.Set;
import org.chartproof.terminology.Books;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.Edition;
import org.chartproof.terminology.TabularList;

/**
 * All that is known of one release before vocabulary is made of it.
 *
 * @param edition which edition it is
 * @param table its rows
 * @param tabular its notes and 7th characters
 * @param books Alphabetic Index, External Cause Index, Drug and Neoplasm tables
 * @param poaExempt codes exempt from the present-on-admission indicator, with their dots
 */
record ReleaseContent(Edition edition, CodeTable table, TabularList tabular, Books books, Set<String> poaExempt) {}
