package org.chartproof.server.audit;

import java.util.Arrays;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;

/** A step of signing in or out, as DICOM and IHE name it; an AuditEvent of each is a User Authentication. */
enum SignInStep {
    LOGIN("login", Systems.DICOM, "110122", "Login"),
    LOGOUT("logout", Systems.DICOM, "110123", "Logout"),
    /** An app is let in, for a person or for itself (IHE Internet User Authorization). */
    TOKEN("token", Systems.IHE, "ITI-71", "Get Access Token");

    static final String DICOM = Systems.DICOM;

    private final String interaction;
    private final String system;
    private final String code;
    private final String display;

    SignInStep(String interaction, String system, String code, String display) {
        this.interaction = interaction;
        this.system = system;
        this.code = code;
        this.display = display;
    }

    /** As a record has it. */
    String interaction() {
        return interaction;
    }

    Coding coding() {
        return new Coding(system, code, display);
    }

    static Optional<SignInStep> ofInteraction(String interaction) {
        return Arrays.stream(values())
                .filter(step -> step.interaction.equals(interaction))
                .findFirst();
    }

    static Optional<SignInStep> ofCode(String code) {
        return Arrays.stream(values()).filter(step -> step.code.equals(code)).findFirst();
    }

    /** Apart, since the constants above are made before an own field of theirs would be. */
    private static final class Systems {
        static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
        static final String IHE = "urn:ihe:event-type-code";
    }
}
