package org.chartproof.server.hl7.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.chartproof.server.database.Conditions;

/**
 * Which messages are meant. Each part that is there narrows the choice.
 *
 * @param feed       name of the feed
 * @param patient    an identifier of the patient, such as the MRN, exactly
 * @param visit      a visit or account number, exactly
 * @param controlId  MSH-10, exactly
 * @param event      MSH-9, such as {@code ADT^A01}
 * @param state      what became of it
 * @param reasonCode kind of the reason why it is dead or was refused
 * @param from       received at or after
 * @param to         received before
 */
public record MessageFilter(
        Optional<String> feed,
        Optional<String> patient,
        Optional<String> visit,
        Optional<String> controlId,
        Optional<String> event,
        Optional<MessageState> state,
        Optional<String> reasonCode,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** All messages. */
    public static final MessageFilter ALL = new MessageFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The dead letters of a kind. */
    public static MessageFilter deadFor(String reasonCode) {
        return new MessageFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(MessageState.DEAD),
                Optional.of(reasonCode),
                Optional.empty(),
                Optional.empty());
    }

    /** As conditions on {@code cp_hl7_message m} and {@code cp_hl7_state s}. */
    Conditions conditions() {
        return new Conditions()
                .and("m.feed = ?", feed)
                .and("m.id in (select message from cp_hl7_search where kind = 'patient' and value = ?)", patient)
                .and("m.id in (select message from cp_hl7_search where kind = 'visit' and value = ?)", visit)
                .and("m.control_id = ?", controlId)
                .and("m.event = ?", event)
                .and("s.state = ?", state.map(MessageState::column))
                .and("s.reason_code = ?", reasonCode)
                .and("m.received_at >= ?", from.map(Timestamp::from))
                .and("m.received_at < ?", to.map(Timestamp::from));
    }
}
