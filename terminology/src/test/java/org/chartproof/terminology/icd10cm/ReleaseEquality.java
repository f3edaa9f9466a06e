package org.chartproof.terminology.icd10cm;

import static org.assertj.core.api.Assertions.assertThat;

import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.LoadedCodeSet;

/** Compares all that two loaded releases say. */
final class ReleaseEquality {

    private ReleaseEquality() {}

    static void assertSame(CodeSet expected, CodeSet actual) {
        LoadedCodeSet one = (LoadedCodeSet) expected;
        LoadedCodeSet other = (LoadedCodeSet) actual;
        assertThat(other.release()).isEqualTo(one.release());
        assertThat(other.table().size()).isEqualTo(one.table().size()).isPositive();
        for (int row = 0; row < one.table().size(); row++) {
            assertThat(other.table().concept(row)).isEqualTo(one.table().concept(row));
            assertThat(other.table().parentRow(row)).isEqualTo(one.table().parentRow(row));
        }
        assertThat(other.tabular()).isEqualTo(one.tabular());
        // By hand: a failure must not print a million characters.
        assertThat(other.index().equals(one.index())).isTrue();
        assertThat(other.externalCauses().equals(one.externalCauses())).isTrue();
        assertThat(other.drugs().equals(one.drugs())).isTrue();
        assertThat(other.neoplasms().equals(one.neoplasms())).isTrue();
        for (BillableCode code : one.codes()) {
            assertThat(other.poaExempt(code.value())).as(code.value()).isEqualTo(one.poaExempt(code.value()));
        }
        assertThat(other.terms().equals(one.terms())).isTrue();
    }
}
