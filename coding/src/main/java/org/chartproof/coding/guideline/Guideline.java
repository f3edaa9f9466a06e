package org.chartproof.coding.guideline;

import org.chartproof.coding.Setting;

/**
 * A named rule of the Official Guidelines, as the register {@code guidelines.tsv} has it.
 *
 * @param name in lower case with hyphens; unique
 * @param section of the Guidelines that it follows, e.g. {@code I.C.9.a.1}
 * @param scope where the patient must have been seen for it to hold
 * @param says what it does, in our own words
 * @param joined the table or the class that carries it out
 */
record Guideline(String name, String section, Scope scope, String says, String joined) {

    /** The settings in which a rule holds. */
    enum Scope {
        ANY,
        OUTPATIENT,
        INPATIENT;

        boolean includes(Setting setting) {
            return this == ANY || (this == OUTPATIENT) == setting.outpatientRules();
        }
    }

    /** Name and section, as a reviewer is shown them. */
    String cited() {
        return name + " (" + section + ")";
    }

    boolean holdsIn(Setting setting) {
        return scope.includes(setting);
    }
}
