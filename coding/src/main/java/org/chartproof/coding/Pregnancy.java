package org.chartproof.coding;

import java.util.Optional;
import org.chartproof.coding.attribute.Trimester;

/**
 * Where a patient stands between conception and the end of the puerperium: it decides the last characters of the codes of chapter 15
 * (Guidelines I.C.15.a.3 to 5), and whether a disease of another chapter has one there at all (I.C.15.a.1).
 *
 * @param stage of the encounter
 * @param trimester on the day of the visit or admission, where the notes tell it
 */
public record Pregnancy(Stage stage, Optional<Trimester> trimester) {

    /** Before, at and after birth. */
    public enum Stage {
        PREGNANT,
        /** The child was born in this encounter. */
        CHILDBIRTH,
        /** In the six weeks after a birth that was before this encounter. */
        PUERPERIUM
    }
}
