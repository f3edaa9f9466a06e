package org.chartproof.hl7.map.billing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.chartproof.hl7.map.EventMapping;
import org.chartproof.hl7.map.Mapping;
import org.chartproof.hl7.map.Mapping.Mapped;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.AllergyMapping;
import org.chartproof.hl7.map.adt.CoverageMapping;
import org.chartproof.hl7.map.adt.DiagnosisMapping;
import org.chartproof.hl7.map.adt.ProcedureMapping;
import org.chartproof.hl7.map.adt.Subject;
import org.chartproof.hl7.map.adt.Subject.Known;
import org.chartproof.hl7.map.adt.Subject.Refused;
import org.chartproof.hl7.map.adt.VisitEvent;
import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.Account.AccountStatus;

/** Charges (DFT) and accounts (BAR). */
public final class BillingEvents {

    private BillingEvents() {}

    /** The mappings, by event. */
    public static Map<String, EventMapping> mappings() {
        Map<String, EventMapping> mappings = new HashMap<>();
        mappings.put("DFT^P03", BillingEvents::charges);
        mappings.put("DFT^P11", BillingEvents::charges);
        mappings.put("BAR^P01", translation -> account(translation, AccountStatus.ACTIVE));
        mappings.put("BAR^P02", translation -> account(translation, AccountStatus.ENTEREDINERROR));
        mappings.put("BAR^P05", translation -> account(translation, AccountStatus.ACTIVE));
        mappings.put("BAR^P06", translation -> account(translation, AccountStatus.INACTIVE));
        mappings.put("BAR^P12", translation -> account(translation, AccountStatus.ACTIVE));
        return mappings;
    }

    private static Mapping charges(Translation translation) {
        Subject subject = Subject.of(translation, VisitEvent.MENTION);
        if (subject instanceof Refused refused) {
            return refused.reason();
        }
        Known known = (Known) subject;
        CoverageMapping.map(translation, known.patient());
        Optional<Account> account = AccountMapping.mention(translation, known);
        // The diagnoses of a charge are not all that the visit has: none that is missing is withdrawn.
        DiagnosisMapping.add(translation, known.patient(), known.encounter());
        ProcedureMapping.map(translation, known.patient(), known.encounter());
        new ChargeMapping(translation, known, account).map();
        return new Mapped();
    }

    private static Mapping account(Translation translation, AccountStatus status) {
        Subject subject = Subject.of(translation, VisitEvent.MENTION);
        if (subject instanceof Refused refused) {
            return refused.reason();
        }
        Known known = (Known) subject;
        CoverageMapping.map(translation, known.patient());
        AllergyMapping.map(translation, known.patient(), known.encounter());
        DiagnosisMapping.map(translation, known.patient(), known.encounter());
        ProcedureMapping.map(translation, known.patient(), known.encounter());
        AccountMapping.map(translation, known, status);
        translation.message().first("DRG").ifPresent(drg -> known.encounter()
                .ifPresentOrElse(
                        visit -> DrgMapping.map(translation, drg, visit),
                        () -> translation.warn(drg.place(1), "no-visit-number", "A DRG without a visit: left out.")));
        return new Mapped();
    }
}
