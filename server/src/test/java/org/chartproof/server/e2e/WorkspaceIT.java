package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.ResourceId;
import org.chartproof.hl7.map.Warning;
import org.chartproof.server.e2e.FeedServer.Server;
import org.chartproof.server.hl7.lane.Fault;
import org.chartproof.server.hl7.mapping.Faults;
import org.chartproof.server.hl7.workspace.EventStamp;
import org.chartproof.server.hl7.workspace.MessageProvenance;
import org.chartproof.server.hl7.workspace.StoredWorkspace;
import org.chartproof.server.hl7.workspace.Workspaces;
import org.chartproof.server.hl7.workspace.Written;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the mapping of a message reads and writes, on real storage. */
@ExtendWith(FeedServer.class)
class WorkspaceIT {

    private static final Instant MORNING = Instant.parse("2026-05-04T09:00:00Z");
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private Server server;
    private Fhir fhir;
    private String system = "";

    @BeforeEach
    void connect(Server running, TestInfo test) {
        server = running;
        fhir = new Fhir(running.client());
        system = "urn:test:" + Integer.toHexString(test.getDisplayName().hashCode());
    }

    private Identity patient(String value) {
        return new Identity("Patient", system, value);
    }

    private Identity visit(String value) {
        return new Identity("Encounter", system, value);
    }

    private static String reference(Identity identity) {
        return identity.type() + "/" + ResourceId.of(identity);
    }

    /** A message: its number, when it was recorded, and what it does. */
    private List<Written> message(long number, Instant recorded, Consumer<StoredWorkspace> mapping) {
        return message(number, recorded, mapping, new ArrayList<>());
    }

    private List<Written> message(
            long number, Instant recorded, Consumer<StoredWorkspace> mapping, List<Warning> warnings) {
        Workspaces workspaces = server.process().bean(Workspaces.class);
        PlatformTransactionManager transactions = server.process().bean(PlatformTransactionManager.class);
        List<Written> written = new TransactionTemplate(transactions).execute(status -> {
            StoredWorkspace workspace = workspaces.open();
            mapping.accept(workspace);
            List<Written> versions = workspaces.write(
                    workspace,
                    new EventStamp(recorded, number),
                    new MessageProvenance(number, "adt", "ADT^A08", MORNING));
            warnings.addAll(workspace.warnings());
            return versions;
        });
        return written == null ? List.of() : written;
    }

    private Consumer<StoredWorkspace> gender(Identity identity, AdministrativeGender gender) {
        return workspace -> workspace.open(Patient.class, identity).setGender(gender);
    }

    private JsonNode read(Identity identity) throws Exception {
        return fhir.read(reference(identity));
    }

    private static String version(JsonNode resource) {
        return resource.at("/meta/versionId").asText();
    }

    @Test
    void aResourceIsMadeAtFirstSightUnderAnIdOfItsIdentityWithItsProvenance() throws Exception {
        Identity edna = patient("1");

        assertThat(message(101, MORNING, gender(edna, AdministrativeGender.FEMALE)))
                .containsExactly(new Written(reference(edna), "1"));

        assertThat(read(edna).path("gender").asText()).isEqualTo("female");
        JsonNode provenance = fhir.read("Provenance/hl7-101");
        assertThat(provenance.at("/target/0/reference").asText()).isEqualTo(reference(edna));
        assertThat(provenance.at("/entity/0/what/identifier/value").asText()).isEqualTo("101");
    }

    @Test
    void theSameContentOnceMoreMakesNoVersion() throws Exception {
        Identity edna = patient("1");
        message(111, MORNING, gender(edna, AdministrativeGender.FEMALE));

        assertThat(message(112, NOON, gender(edna, AdministrativeGender.FEMALE)))
                .isEmpty();
        assertThat(message(111, MORNING, gender(edna, AdministrativeGender.FEMALE)))
                .isEmpty();

        assertThat(version(read(edna))).isEqualTo("1");
        assertThat(version(fhir.read("Provenance/hl7-111"))).isEqualTo("1");
        assertThat(server.client().get("Provenance/hl7-112").ok()).isFalse();
    }

    @Test
    void anOlderEventThatComesLateOverwritesNothing() throws Exception {
        Identity edna = patient("1");
        message(121, NOON, gender(edna, AdministrativeGender.FEMALE));
        List<Warning> warnings = new ArrayList<>();

        assertThat(message(122, MORNING, gender(edna, AdministrativeGender.MALE), warnings))
                .isEmpty();

        assertThat(warnings).extracting(Warning::code).containsExactly("stale-event");
        assertThat(read(edna).path("gender").asText()).isEqualTo("female");
    }

    @Test
    void aNewerEventThatChangedNothingCountsAsWell() throws Exception {
        Identity edna = patient("1");
        message(131, MORNING, gender(edna, AdministrativeGender.FEMALE));
        message(133, NOON, gender(edna, AdministrativeGender.FEMALE));

        message(132, MORNING.plusSeconds(60), gender(edna, AdministrativeGender.MALE));

        assertThat(read(edna).path("gender").asText()).isEqualTo("female");
    }

    @Test
    void ofTwoEventsOfTheSameMomentTheOneThatWasStoredLaterCounts() throws Exception {
        Identity edna = patient("1");
        message(141, NOON, gender(edna, AdministrativeGender.FEMALE));
        message(142, NOON, gender(edna, AdministrativeGender.MALE));

        assertThat(read(edna).path("gender").asText()).isEqualTo("male");
    }

    @Test
    void aResourceThatTheMappingLeftEmptyIsNotMade() throws Exception {
        Identity edna = patient("1");

        assertThat(message(151, NOON, workspace -> workspace.open(Patient.class, edna)))
                .isEmpty();

        assertThat(server.client().get(reference(edna)).ok()).isFalse();
        message(152, NOON, workspace -> assertThat(workspace.find(Patient.class, edna))
                .isEmpty());
    }

    @Test
    void aResourceIsFoundUnderEachOfItsIdentities() {
        Identity edna = patient("1");
        Identity alias = patient("other");
        message(161, MORNING, workspace -> {
            Patient opened = workspace.open(Patient.class, edna).setGender(AdministrativeGender.FEMALE);
            workspace.alias(alias, opened);
            assertThat(workspace.open(Patient.class, alias)).isSameAs(opened);
        });

        message(162, NOON, workspace -> assertThat(workspace.open(Patient.class, alias))
                .isSameAs(workspace.open(Patient.class, edna)));
        assertThat(server.client()).isNotNull();
    }

    @Test
    void anIdentityMovesToAnotherResource() {
        Identity edna = patient("1");
        Identity erna = patient("2");
        message(171, MORNING, gender(edna, AdministrativeGender.FEMALE));
        message(172, MORNING, gender(erna, AdministrativeGender.FEMALE));

        message(173, NOON, workspace -> workspace.alias(edna, workspace.open(Patient.class, erna)));

        message(174, NOON, workspace -> assertThat(
                        workspace.open(Patient.class, edna).getIdElement().getIdPart())
                .isEqualTo(ResourceId.of(erna)));
    }

    @Test
    void resourcesThatReferToAPatientAreFoundAsTheMessageLeavesThem() throws Exception {
        Identity edna = patient("1");
        Identity erna = patient("2");
        message(181, MORNING, workspace -> {
            workspace.open(Patient.class, edna).setGender(AdministrativeGender.FEMALE);
            workspace.open(Patient.class, erna).setGender(AdministrativeGender.FEMALE);
            for (String number : List.of("a", "b")) {
                Encounter encounter = workspace.open(Encounter.class, visit(number));
                encounter.setStatus(EncounterStatus.INPROGRESS).setSubject(new Reference(reference(edna)));
                encounter
                        .getClass_()
                        .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
                        .setCode("AMB");
            }
        });

        message(182, NOON, workspace -> {
            Patient from = workspace.open(Patient.class, edna);
            Patient to = workspace.open(Patient.class, erna);
            List<Encounter> visits = workspace.referring(Encounter.class, "subject", from);
            assertThat(visits).hasSize(2);
            visits.get(0).setSubject(new Reference(reference(erna)));
            assertThat(workspace.referring(Encounter.class, "subject", from)).containsExactly(visits.get(1));
            assertThat(workspace.referring(Encounter.class, "subject", to)).containsExactly(visits.get(0));
        });

        assertThat(fhir.read("Encounter?subject=" + reference(erna)).path("entry"))
                .hasSize(1);
    }

    @Test
    void twoMessagesThatMakeTheSameResourceAtOnceMakeItOnce() throws Exception {
        Identity shared = patient("shared");
        CyclicBarrier both = new CyclicBarrier(2);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        List<Future<List<Written>>> results = new ArrayList<>();
        for (long number : new long[] {191, 192}) {
            results.add(workers.submit(() -> untilWritten(number, workspace -> {
                workspace.open(Patient.class, shared).setGender(AdministrativeGender.OTHER);
                meet(both);
            })));
        }
        int written = 0;
        for (Future<List<Written>> result : results) {
            written += result.get().size();
        }
        workers.shutdown();

        assertThat(written).isEqualTo(1);
        assertThat(version(read(shared))).isEqualTo("1");
    }

    @Test
    void twoMessagesThatChangeTheSameResourceAtOnceBothCount() throws Exception {
        Identity shared = patient("shared");
        message(201, MORNING, gender(shared, AdministrativeGender.OTHER));
        CyclicBarrier both = new CyclicBarrier(2);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        Future<List<Written>> first = workers.submit(() -> untilWritten(202, workspace -> {
            workspace.open(Patient.class, shared).addName().setFamily("Family202");
            meet(both);
        }));
        // It has read the patient as it was before the first, which is older, and writes only after it.
        Future<List<Written>> second = workers.submit(() -> untilWritten(203, workspace -> {
            workspace.open(Patient.class, shared).addName().setFamily("Family203");
            meet(both);
            await(first);
        }));
        assertThat(first.get()).hasSize(1);
        assertThat(second.get()).hasSize(1);
        workers.shutdown();

        assertThat(read(shared).path("name")).hasSize(2);
    }

    /** As a worker does: again, as long as the fault is one of the moment. */
    private List<Written> untilWritten(long number, Consumer<StoredWorkspace> mapping) {
        for (int tries = 1; ; tries++) {
            try {
                return message(number, NOON, mapping);
            } catch (RuntimeException e) {
                assertThat(Faults.explain(e)).isInstanceOf(Fault.Passing.class);
                assertThat(tries).isLessThan(5);
            }
        }
    }

    private static void await(Future<?> other) {
        try {
            other.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The other message was not written", e);
        }
    }

    /** The first time both wait for each other; later ones don't. */
    private static void meet(CyclicBarrier both) {
        try {
            both.await(1, TimeUnit.SECONDS);
        } catch (Exception e) {
            assertThat(e).isInstanceOfAny(TimeoutException.class, BrokenBarrierException.class);
        }
    }

    @Test
    void anInvalidReferenceIsALastingFault() {
        assertThatThrownBy(() -> message(211, NOON, workspace -> {
                    Encounter encounter = workspace.open(Encounter.class, visit("x"));
                    encounter.setStatus(EncounterStatus.INPROGRESS).setSubject(new Reference("Patient/nobody-at-all"));
                }))
                .isInstanceOfSatisfying(RuntimeException.class, thrown -> assertThat(Faults.explain(thrown))
                        .isInstanceOf(Fault.Lasting.class));
    }
}
