package org.chartproof.hl7.map.datatype;

/** Takes down what was odd about a value. */
@FunctionalInterface
public interface Remarks {

    /**
     * @param place segment and field, such as {@code PV1[1]-2}
     * @param code kebab case, one for each kind
     * @param text for a person, without any content of the message but codes of HL7 tables
     */
    void note(String place, String code, String text);
}
