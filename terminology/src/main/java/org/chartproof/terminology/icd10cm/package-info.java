/**
 * ICD-10-CM as CDC/NCHS and CMS publish it. In come the order file, the Tabular List, the Alphabetic Index and the Neoplasm
 * table of each year, in archives or unpacked; out go code sets by release, and the vocabulary that leads to their codes. It
 * downloads nothing and repairs nothing: a file that is cut off or of another year is refused by name.
 */
@NullMarked
package org.chartproof.terminology.icd10cm;

import org.jspecify.annotations.NullMarked;
