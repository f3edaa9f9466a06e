package org.chartproof.server.hl7.workspace;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;

/**
 * From which message resources are: the Provenance of a message.
 *
 * @param message    its number in the ledger, where its bytes are
 * @param feed       name of its feed
 * @param event      MSH-9.1 and MSH-9.2, such as {@code ADT^A01}
 * @param receivedAt when it came
 */
public record MessageProvenance(long message, String feed, String event, Instant receivedAt) {

    /** System of the numbers of messages. */
    public static final String MESSAGE_SYSTEM = "https://chartproof.org/fhir/identifier/hl7-message";

    /** System of the names of feeds. */
    public static final String FEED_SYSTEM = "https://chartproof.org/fhir/identifier/hl7-feed";

    private static final String MESSAGE_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0076";
    private static final String EVENTS = "http://terminology.hl7.org/CodeSystem/v2-0003";
    private static final String AGENT_TYPES = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    /** Its id; the same at each writing. */
    IdType id() {
        return new IdType("Provenance", "hl7-" + message);
    }

    /** @param resources that the message wrote, as {@code Type/id}; at least one */
    Provenance of(Collection<String> resources) {
        Provenance provenance = new Provenance();
        provenance.setId(id());
        resources.forEach(resource -> provenance.addTarget(new Reference(resource)));
        provenance.setRecordedElement(
                new InstantType(Date.from(receivedAt), TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone("UTC")));
        String[] codes = event.split("\\^", 2);
        CodeableConcept activity = new CodeableConcept();
        activity.addCoding(new Coding().setSystem(MESSAGE_TYPES).setCode(codes[0]));
        if (codes.length > 1 && !codes[1].isEmpty()) {
            activity.addCoding(new Coding().setSystem(EVENTS).setCode(codes[1]));
        }
        provenance.setActivity(activity);
        provenance
                .addAgent()
                .setType(new CodeableConcept(new Coding().setSystem(AGENT_TYPES).setCode("enterer")))
                .setWho(new Reference().setIdentifier(identifier(FEED_SYSTEM, feed)));
        provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.SOURCE)
                .setWhat(new Reference().setIdentifier(identifier(MESSAGE_SYSTEM, Long.toString(message))));
        return provenance;
    }

    private static Identifier identifier(String system, String value) {
        return new Identifier().setSystem(system).setValue(value);
    }
}
