package org.chartproof.hl7.map.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.Subject.Known;
import org.chartproof.hl7.map.datatype.Identifiers;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.Account.AccountStatus;
import org.hl7.fhir.r4.model.Account.CoverageComponent;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;

/** PID-18 as Account; where a sender has no accounts, the visit's own number is that of its account. */
final class AccountMapping {

    private AccountMapping() {}

    /** Makes or updates the account that a message is about. */
    static void map(Translation translation, Known known, AccountStatus status) {
        Optional<Identifier> number = number(translation);
        if (number.isEmpty()) {
            translation.warn("PID[1]-18", "no-account-number", "No number of the account: it was left out.");
            return;
        }
        Account account = translation.workspace().open(Account.class, identity(number.get()));
        account.setStatus(status);
        describe(translation, account, number.get(), known);
    }

    /** The account of a message about something else, made at first sight; what is stored stays. */
    static Optional<Account> mention(Translation translation, Known known) {
        return number(translation).map(number -> {
            Account account = translation.workspace().open(Account.class, identity(number));
            if (!account.hasStatus()) {
                account.setStatus(AccountStatus.ACTIVE);
                describe(translation, account, number, known);
            }
            return account;
        });
    }

    private static void describe(Translation translation, Account account, Identifier number, Known known) {
        if (account.getIdentifier().stream().noneMatch(one -> one.equalsDeep(number))) {
            account.setIdentifier(new ArrayList<>(List.of(number)));
        }
        account.setSubject(new ArrayList<>(List.of(Translation.reference(known.patient()))));
        known.encounter()
                .map(Encounter::getPeriod)
                .filter(Period::hasStart)
                .ifPresent(period -> account.setServicePeriod(period.copy()));
        known.encounter()
                .filter(visit -> visit.getAccount().stream()
                        .noneMatch(one ->
                                Translation.reference(account).getReference().equals(one.getReference())))
                .ifPresent(visit -> visit.addAccount(Translation.reference(account)));
        List<CoverageComponent> coverages = new ArrayList<>();
        if (translation.message().first("IN1").isPresent()) {
            for (Coverage coverage :
                    translation.workspace().referring(Coverage.class, "beneficiary", known.patient())) {
                if (coverage.getStatus() == CoverageStatus.ACTIVE) {
                    CoverageComponent component = new CoverageComponent(Translation.reference(coverage));
                    if (coverage.getOrder() > 0) {
                        component.setPriority(coverage.getOrder());
                    }
                    coverages.add(component);
                }
            }
            account.setCoverage(coverages);
        }
    }

    private static Optional<Identifier> number(Translation translation) {
        return number(translation, "PID", 18).or(() -> number(translation, "PV1", 19));
    }

    private static Optional<Identifier> number(Translation translation, String name, int field) {
        Optional<Segment> segment = translation.message().first(name);
        return segment.flatMap(one -> translation
                        .types()
                        .identifiers()
                        .composite(one.field(field).first(), one.place(field)))
                .map(identifier -> identifier.setType(Identifiers.type("AN")));
    }

    private static Identity identity(Identifier number) {
        return new Identity("Account", number.getSystem(), number.getValue());
    }
}
