package org.chartproof.server.hl7.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /**
     * As SQL on {@code cp_hl7_message m} and {@code cp_hl7_state s}.
     *
     * @param text begins with {@code where}
     */
    record Condition(String text, List<Object> values) {}

    Condition condition() {
        List<String> parts = new ArrayList<>(List.of("true"));
        List<Object> values = new ArrayList<>();
        add(parts, values, "m.feed = ?", feed);
        add(parts, values, "m.id in (select message from cp_hl7_search where kind = 'patient' and value = ?)", patient);
        add(parts, values, "m.id in (select message from cp_hl7_search where kind = 'visit' and value = ?)", visit);
        add(parts, values, "m.control_id = ?", controlId);
        add(parts, values, "m.event = ?", event);
        add(parts, values, "s.state = ?", state.map(MessageState::column));
        add(parts, values, "s.reason_code = ?", reasonCode);
        add(parts, values, "m.received_at >= ?", from.map(Timestamp::from));
        add(parts, values, "m.received_at < ?", to.map(Timestamp::from));
        return new Condition("where " + String.join(" and ", parts), values);
    }

    private static void add(List<String> parts, List<Object> values, String part, Optional<?> value) {
        value.ifPresent(one -> {
            parts.add(part);
            values.add(one);
        });
    }
}
