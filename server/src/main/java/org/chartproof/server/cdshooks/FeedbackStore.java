package org.chartproof.server.cdshooks;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.server.cdshooks.CardLedger.Shown;
import org.chartproof.server.cdshooks.Feedback.Outcome;
import org.chartproof.server.writeback.Canonical;
import org.chartproof.server.writeback.CoderDevice;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what clinicians did with cards: a Communication about the question, from them to the engine. A card that is told of twice has one. */
final class FeedbackStore {

    private final CardLedger ledger;
    private final DaoRegistry daos;
    private final Map<String, String> issuers;
    private final TransactionTemplate transaction;

    /** @param issuers of the configured EHRs, by name */
    FeedbackStore(
            CardLedger ledger, DaoRegistry daos, Map<String, String> issuers, PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.daos = daos;
        this.issuers = Map.copyOf(issuers);
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Keeps all of them, or none.
     *
     * @throws HookRefused if the EHR was never given one of the cards
     */
    void keep(List<Feedback> all, HookService service, String client) {
        List<Shown> cards = new ArrayList<>();
        for (Feedback feedback : all) {
            cards.add(ledger.find(feedback.card(), service, client)
                    .orElseThrow(() -> new HookRefused(
                            HookRefused.NOT_FOUND,
                            "'feedback[" + cards.size() + "].card' is no card that this service gave you.")));
        }
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < cards.size(); i++) {
                ledger.answered(cards.get(i).card(), all.get(i).outcome());
                daos.getResourceDao(Communication.class)
                        .update(communication(cards.get(i), all.get(i)), new SystemRequestDetails());
            }
        });
    }

    private Communication communication(Shown card, Feedback feedback) {
        Communication said = new Communication();
        said.setId(new IdType("Communication", "card-" + card.card()));
        said.addIdentifier().setSystem(Canonical.RESULT_IDENTIFIER).setValue("card-" + card.card());
        said.addCategory(new CodeableConcept().setText("Answer to a documentation query"));
        said.addAbout(new Reference("DetectedIssue/" + card.issue()));
        said.setSubject(new Reference("Patient/" + card.patient()));
        said.setEncounter(new Reference("Encounter/" + card.encounter()));
        said.setSent(Date.from(feedback.at()));
        said.setSender(sender(card));
        said.addRecipient(new Reference(CoderDevice.REFERENCE));
        if (feedback.outcome() instanceof Outcome.Overridden overridden) {
            said.setStatus(CommunicationStatus.NOTDONE);
            overridden.reason().ifPresent(reason -> said.setStatusReason(concept(reason)));
            overridden.comment().ifPresent(comment -> said.addPayload().setContent(new StringType(comment)));
        } else {
            said.setStatus(CommunicationStatus.COMPLETED);
            if (feedback.outcome() instanceof Outcome.Accepted accepted && accepted.suggestion()) {
                said.addPayload().setContent(new StringType(Cards.SUGGESTION));
            }
        }
        return said;
    }

    /** Known to the EHR alone, so named as the EHR names them. */
    private Reference sender(Shown card) {
        String type = card.practitioner().substring(0, card.practitioner().indexOf('/'));
        Reference sender = new Reference().setType(type);
        sender.getIdentifier().setValue(card.practitioner());
        Optional.ofNullable(issuers.get(card.client())).ifPresent(sender.getIdentifier()::setSystem);
        return sender;
    }

    private static CodeableConcept concept(Feedback.Reason reason) {
        Coding coding = new Coding().setCode(reason.code());
        if (!reason.system().isEmpty()) {
            coding.setSystem(reason.system());
        }
        if (!reason.display().isEmpty()) {
            coding.setDisplay(reason.display());
        }
        return new CodeableConcept(coding);
    }
}
