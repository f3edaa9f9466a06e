package org.chartproof.server.audit;

/** What was done, as {@code AuditEvent.action} and the profiles of BALP part it. */
public enum AuditedAction {
    CREATE("C", "create"),
    READ("R", "read"),
    UPDATE("U", "update"),
    DELETE("D", "delete"),
    /** A search, a history, an operation: whatever answers with several. */
    QUERY("E", "search");

    private final String letter;
    private final String interaction;

    AuditedAction(String letter, String interaction) {
        this.letter = letter;
        this.interaction = interaction;
    }

    /** Of the value set audit-event-action. */
    String letter() {
        return letter;
    }

    /** Of the value set restful-interaction, where nothing more exact is known. */
    String interaction() {
        return interaction;
    }

    static AuditedAction ofLetter(String letter) {
        for (AuditedAction action : values()) {
            if (action.letter.equals(letter)) {
                return action;
            }
        }
        throw new IllegalArgumentException("No action has this letter");
    }
}
