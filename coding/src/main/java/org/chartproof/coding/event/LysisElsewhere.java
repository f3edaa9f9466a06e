package org.chartproof.coding.event;

import java.util.List;
import java.util.Set;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.event.Drugs.Drug;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.WordForm;

/**
 * A drug that dissolves clots, given at another hospital that then sent the patient here (Guidelines I.C.9.d note at I63, Tabular List at Z92.82):
 * "tenecteplase 1010, shipped here for thrombectomy".
 */
final class LysisElsewhere {

    private static final String CODE = "Z92.82";
    private static final String FIBRINOLYTIC = "fibrinolytic";

    /** How far behind the drug the transfer stands, in tokens. */
    private static final int REACH = 8;

    private static final Set<String> SENT =
            WordForm.setOf("shipped", "transferred", "transfer", "flown", "airlifted", "sent");

    private static final Set<String> HERE = Set.of("here", "us");

    void read(Reading reading, List<Drug> drugs, Encounter encounter) {
        if (encounter.facts().setting() != Setting.INPATIENT) {
            return;
        }
        for (Drug drug : drugs) {
            if (drug.medicine().kind().name().equals(FIBRINOLYTIC)) {
                int here = here(drug);
                if (here > 0) {
                    encounter.add(
                            reading,
                            drug.sentence(),
                            drug.first(),
                            here,
                            CODE,
                            new Assertion.Affirmed(),
                            Trace.Kind.TABULAR,
                            "given at another facility before the transfer");
                    return;
                }
            }
        }
    }

    /** The "here" of "shipped here" behind a drug; -1 if there is none. */
    private static int here(Drug drug) {
        List<Token> tokens = drug.sentence().tokens();
        int end = Math.min(tokens.size() - 1, drug.last() + REACH);
        boolean sent = false;
        for (int i = drug.last() + 1; i <= end; i++) {
            sent |= SENT.contains(tokens.get(i).form());
            if (sent && HERE.contains(tokens.get(i).form())) {
                return i;
            }
        }
        return -1;
    }
}
