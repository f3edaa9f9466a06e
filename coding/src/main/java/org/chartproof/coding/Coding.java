package org.chartproof.coding;

/** What came of coding an encounter. */
public sealed interface Coding {

    /** It was coded; the list of diagnoses may be empty. */
    record Coded(CodedEncounter encounter) implements Coding {}

    /**
     * It can't be coded as things stand: no release of the code set covers the date of service.
     *
     * @param reason for an operator; what to do
     */
    record NotCodable(String reason) implements Coding {}
}
