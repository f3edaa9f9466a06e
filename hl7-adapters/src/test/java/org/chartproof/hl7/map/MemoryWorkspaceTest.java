package org.chartproof.hl7.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

class MemoryWorkspaceTest {

    private static final Identity ONE = new Identity("Patient", "urn:oid:1.2.3", "1");
    private static final Identity TWO = new Identity("Patient", "urn:oid:1.2.3", "2");
    private static final Identity VISIT = new Identity("Encounter", "urn:oid:1.2.3", "1");

    private final MemoryWorkspace workspace = new MemoryWorkspace();

    @Test
    void theSameResourceIsHandedOutThroughoutAMessage() {
        begin(1);
        Patient patient = workspace.open(Patient.class, ONE);
        assertThat(workspace.open(Patient.class, ONE)).isSameAs(patient);
        assertThat(workspace.find(Patient.class, ONE)).containsSame(patient);
        assertThat(patient.getIdElement().getIdPart()).isEqualTo(ResourceId.of(ONE));
    }

    @Test
    void whatIsNotCommittedIsForgotten() {
        begin(1);
        workspace.open(Patient.class, ONE).setActive(true);
        begin(2);
        assertThat(workspace.find(Patient.class, ONE)).isEmpty();
        assertThat(workspace.resources()).isEmpty();
    }

    @Test
    void whatIsUnchangedIsNotWrittenAgain() {
        store(1);
        begin(2);
        workspace.open(Patient.class, ONE).setActive(true);
        assertThat(workspace.commit()).isEmpty();
    }

    @Test
    void anEmptyResourceIsNotWritten() {
        begin(1);
        workspace.open(Patient.class, ONE);
        assertThat(workspace.commit()).isEmpty();
    }

    @Test
    void anOlderEventOverwritesNothingAndSaysSo() {
        store(5);
        begin(3);
        workspace.open(Patient.class, ONE).setActive(false);
        assertThat(workspace.commit()).isEmpty();
        assertThat(workspace.warnings()).extracting(Warning::code).containsExactly("stale-event");
        assertThat(workspace.resources(Patient.class).get(0).getActive()).isTrue();
    }

    @Test
    void anOlderEventStillCompletes() {
        store(5);
        begin(3);
        Patient patient = workspace.open(Patient.class, ONE);
        patient.setActive(false);
        workspace.complete(patient);
        assertThat(workspace.commit()).hasSize(1);
        begin(4);
        workspace.open(Patient.class, ONE).setActive(true);
        assertThat(workspace.commit()).as("still of the later event").isEmpty();
    }

    @Test
    void anIdentityMoves() {
        store(1);
        begin(2);
        Patient other = workspace.open(Patient.class, TWO);
        other.setActive(true);
        workspace.alias(ONE, other);
        assertThat(workspace.find(Patient.class, ONE)).containsSame(other);
        workspace.commit();
        begin(3);
        assertThat(workspace.open(Patient.class, ONE).getIdElement().getIdPart())
                .isEqualTo(ResourceId.of(TWO));
    }

    @Test
    void whatRefersIsFoundBySearchParameter() {
        begin(1);
        Patient patient = workspace.open(Patient.class, ONE);
        patient.setActive(true);
        Encounter visit = workspace.open(Encounter.class, VISIT);
        visit.setStatus(EncounterStatus.PLANNED).setSubject(Translation.reference(patient));
        assertThat(workspace.referring(Encounter.class, "subject", patient)).containsExactly(visit);
        workspace.commit();
        begin(2);
        Patient again = workspace.open(Patient.class, ONE);
        assertThat(workspace.referring(Encounter.class, "patient", again)).hasSize(1);
        assertThat(workspace.referring(Encounter.class, "part-of", again)).isEmpty();
    }

    @Test
    void wrongCallsAreRefused() {
        begin(1);
        assertThatThrownBy(() -> workspace.open(Encounter.class, ONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> workspace.alias(ONE, named("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> workspace.referring(Encounter.class, "nonsense", new Patient()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Identity("Patient", "", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Patient named(String id) {
        Patient patient = new Patient();
        patient.setId(id);
        return patient;
    }

    private void store(long time) {
        begin(time);
        workspace.open(Patient.class, ONE).setActive(true);
        workspace.commit();
    }

    private void begin(long time) {
        workspace.begin(Optional.of(Instant.ofEpochSecond(time)));
    }
}
