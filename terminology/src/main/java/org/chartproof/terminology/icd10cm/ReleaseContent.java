package org.chartproof.terminology.icd10cm;

import java.util.List;
import java.util.function.Supplier;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.IndexEntry;
import org.chartproof.terminology.TabularList;

/**
 * All that is known of one release before vocabulary is made of it.
 *
 * @param year fiscal year: the release is in force from 1 October of the year before to 30 September
 * @param table its rows
 * @param tabular its notes and 7th characters
 * @param index the main terms of the Alphabetic Index
 * @param neoplasms the rows of the Neoplasm table
 */
record ReleaseContent(
        int year,
        CodeTable table,
        TabularList tabular,
        Supplier<List<IndexEntry>> index,
        Supplier<List<NeoplasmSite>> neoplasms) {}
