package org.chartproof.server.audit;

import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import ca.uhn.fhir.storage.interceptor.balp.BalpProfileEnum;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.audit.AuditRecord.Agent;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;

/** Shows a record as an AuditEvent, in the profile of BALP that fits: that of its action, and that for patients where it is about one. */
final class AuditEvents {
    private static final String DICOM = SignInStep.DICOM;
    private static final String SECURITY_ROLES = "https://chartproof.org/fhir/CodeSystem/role";
    private static final String REQUEST_ID = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    private AuditEvents() {}

    static AuditEvent of(AuditLog.Kept kept) {
        AuditRecord record = kept.event();
        BalpProfileEnum profile = profile(record);
        AuditEvent event = new AuditEvent();
        event.setId(Long.toString(kept.id()));
        event.getMeta().setVersionId("1").setLastUpdated(Date.from(record.recorded()));
        event.setRecorded(Date.from(record.recorded()));
        event.setAction(AuditEventAction.fromCode(record.action().letter()));
        event.setOutcome(record.refused() ? AuditEventOutcome._4 : AuditEventOutcome._0);
        Optional<SignInStep> signIn = SignInStep.ofInteraction(record.interaction());
        if (record.refused()) {
            event.setOutcomeDesc(outcome(record, signIn.isPresent()));
        }
        if (signIn.isPresent()) {
            event.setType(new Coding(DICOM, "110114", "User Authentication"));
            event.addSubtype(signIn.get().coding());
        } else if (record.refused()) {
            // DICOM's word for what somebody should look into.
            event.setType(new Coding(DICOM, "110113", "Security Alert"));
        } else {
            event.getMeta().addProfile(profile.getProfileUrl());
            event.setType(new Coding(BalpConstants.CS_AUDIT_EVENT_TYPE, "rest", "Restful Operation"));
            event.addSubtype(new Coding(BalpConstants.CS_RESTFUL_INTERACTION, record.interaction(), null));
        }
        record.agent().purpose().ifPresent(purpose -> event.addPurposeOfEvent()
                .addCoding(new Coding(REASON, purpose, null)));
        event.getSource().getObserver().setDisplay("Chartproof");
        agents(event, record.agent(), profile);
        entities(event, record);
        return event;
    }

    private static String outcome(AuditRecord record, boolean signIn) {
        if (record.interaction().equals(RefusalLog.LEFT_OUT)) {
            return record.query().orElse("");
        }
        return signIn ? "Refused: not who they say, or not now" : "Refused: the caller may not";
    }

    private static BalpProfileEnum profile(AuditRecord record) {
        boolean patient = record.patient().isPresent();
        return switch (record.action()) {
            case CREATE -> patient ? BalpProfileEnum.PATIENT_CREATE : BalpProfileEnum.BASIC_CREATE;
            case READ -> patient ? BalpProfileEnum.PATIENT_READ : BalpProfileEnum.BASIC_READ;
            case UPDATE -> patient ? BalpProfileEnum.PATIENT_UPDATE : BalpProfileEnum.BASIC_UPDATE;
            case DELETE -> patient ? BalpProfileEnum.PATIENT_DELETE : BalpProfileEnum.BASIC_DELETE;
            case QUERY -> patient ? BalpProfileEnum.PATIENT_QUERY : BalpProfileEnum.BASIC_QUERY;
        };
    }

    private static void agents(AuditEvent event, Agent agent, BalpProfileEnum profile) {
        AuditEventAgentComponent client = event.addAgent();
        client.getType().addCoding(profile.getAgentClientTypeCoding());
        client.getWho().getIdentifier().setValue(agent.client());
        client.setRequestor(agent.subject().equals(agent.client()));
        client.getNetwork()
                .setAddress(agent.address())
                .setType(BalpConstants.AUDIT_EVENT_AGENT_NETWORK_TYPE_IP_ADDRESS);
        AuditEventAgentComponent server = event.addAgent();
        server.getType().addCoding(profile.getAgentServerTypeCoding());
        server.getWho().setDisplay("Chartproof");
        server.setRequestor(false);
        AuditEventAgentComponent user = event.addAgent();
        user.getType().addCoding(new Coding(PARTICIPATION, "IRCP", "information recipient"));
        user.setRequestor(!client.getRequestor());
        user.setAltId(agent.subject());
        agent.person().ifPresentOrElse(person -> user.getWho().setReference(person), () -> user.getWho()
                .getIdentifier()
                .setValue(agent.subject()));
        if (!agent.roles().isEmpty()) {
            List.of(agent.roles().split(" "))
                    .forEach(role -> user.addRole().addCoding(new Coding(SECURITY_ROLES, role, null)));
        }
    }

    private static void entities(AuditEvent event, AuditRecord record) {
        record.patient().ifPresent(patient -> {
            AuditEventEntityComponent entity = entity(event, BalpConstants.CS_AUDIT_ENTITY_TYPE_1_PERSON, "Person");
            entity.setRole(new Coding(BalpConstants.CS_OBJECT_ROLE, BalpConstants.CS_OBJECT_ROLE_1_PATIENT, "Patient"));
            entity.setWhat(new Reference("Patient/" + patient));
        });
        record.resource().filter(one -> one.id().isPresent()).ifPresent(resource -> {
            AuditEventEntityComponent entity = systemObject(event);
            entity.setRole(new Coding(
                    BalpConstants.CS_OBJECT_ROLE,
                    BalpConstants.CS_OBJECT_ROLE_4_DOMAIN_RESOURCE,
                    BalpConstants.CS_OBJECT_ROLE_4_DOMAIN_RESOURCE_DISPLAY));
            entity.setWhat(new Reference(resource.type() + "/" + resource.id().orElseThrow()
                    + resource.version().map(version -> "/_history/" + version).orElse("")));
        });
        record.query().ifPresent(query -> {
            AuditEventEntityComponent entity = systemObject(event);
            entity.setRole(new Coding(BalpConstants.CS_OBJECT_ROLE, BalpConstants.CS_OBJECT_ROLE_24_QUERY, "Query"));
            entity.setQuery(query.getBytes(StandardCharsets.UTF_8));
        });
        Optional<String> requestId = record.requestId();
        requestId.ifPresent(id -> {
            AuditEventEntityComponent entity = event.addEntity();
            entity.setType(new Coding(REQUEST_ID, "XrequestId", null));
            entity.getWhat().getIdentifier().setValue(id);
        });
    }

    private static AuditEventEntityComponent systemObject(AuditEvent event) {
        return entity(event, BalpConstants.CS_AUDIT_ENTITY_TYPE_2_SYSTEM_OBJECT, "System Object");
    }

    private static AuditEventEntityComponent entity(AuditEvent event, String type, String display) {
        AuditEventEntityComponent entity = event.addEntity();
        entity.setType(new Coding(BalpConstants.CS_AUDIT_ENTITY_TYPE, type, display));
        return entity;
    }
}
