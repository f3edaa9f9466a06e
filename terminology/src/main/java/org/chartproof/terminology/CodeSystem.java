package org.chartproof.terminology;

/** A system of codes that a claim may carry, under the name that FHIR knows it by. */
public enum CodeSystem {
    /** Diagnoses: the US clinical modification of ICD-10 (CDC/NCHS). */
    ICD_10_CM("http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM");

    private final String uri;
    private final String title;

    CodeSystem(String uri, String title) {
        this.uri = uri;
        this.title = title;
    }

    /** The canonical URI that a FHIR {@code Coding.system} carries. */
    public String uri() {
        return uri;
    }

    /** The name people use. */
    public String title() {
        return title;
    }
}
