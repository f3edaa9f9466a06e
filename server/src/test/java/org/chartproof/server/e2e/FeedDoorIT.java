package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chartproof.server.e2e.FeedServer.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a sender is answered, and that the answers are true. */
@ExtendWith(FeedServer.class)
class FeedDoorIT {

    private Server server;
    private Hl7Admin admin;

    @BeforeEach
    void connect(Server running) {
        server = running;
        admin = new Hl7Admin(running.root());
    }

    private String send(String feed, String message) throws Exception {
        try (Sender sender = new Sender(server.feedPort(feed))) {
            return sender.ask(message);
        }
    }

    @Test
    void aMessageIsAcceptedOnceItIsStored() throws Exception {
        TestMessage message = TestMessage.admission("door-1");

        String answer = send("adt", message.text());

        assertThat(Sender.msa(answer)).isEqualTo("AA");
        assertThat(answer).contains("MSA|AA|" + message.controlId());
        JsonNode stored = admin.await(message.controlId());
        assertThat(stored.path("event").asText()).isEqualTo("ADT^A01");
        assertThat(admin.message(stored).path("raw").asText()).isEqualTo(message.text());
        assertThat(admin.message(stored).path("ack").asText()).isEqualTo(answer);
    }

    @Test
    void aSecondSendingHasTheFirstAnswerAndChangesNothing() throws Exception {
        TestMessage message = TestMessage.admission("door-2");

        String first = send("adt", message.text());
        String second = send("adt", message.text());

        assertThat(second).isEqualTo(first);
        assertThat(admin.search("controlId", message.controlId())).hasSize(1);
    }

    @Test
    void anotherMessageUnderAUsedControlIdIsTakenWithAWarning() throws Exception {
        TestMessage message = TestMessage.admission("door-3");
        send("adt", message.text());

        send("adt", message.with("PID-5", "Changed^Name").text());

        List<JsonNode> stored = admin.awaitAll(message.controlId(), 2);
        assertThat(admin.message(stored.get(0)).path("warnings").toString()).contains("control-id-reused");
    }

    @Test
    void aMessageWithoutHeaderIsRefusedAndKept() throws Exception {
        assertThat(Sender.msa(send("adt", "PID|1||4711\r"))).isEqualTo("AR");

        assertThat(admin.search("state", "refused"))
                .anySatisfy(message ->
                        assertThat(message.at("/reason/code").asText()).isEqualTo("segment-sequence"));
    }

    @Test
    void aSenderThatTheFeedDoesNotKnowIsRefusedUntilTheSettingsSayOtherwise() throws Exception {
        TestMessage message = TestMessage.admission("door-4").with("MSH-3", "STRANGER");

        assertThat(Sender.msa(send("careful", message.text()))).isEqualTo("AR");
        assertThat(Sender.msa(send("careful", message.text()))).isEqualTo("AR");
        assertThat(admin.search("controlId", message.controlId())).hasSize(2);
    }

    @Test
    void anEventWithoutMappingIsKeptByOneFeedAndRefusedByAnother() throws Exception {
        TestMessage message = TestMessage.admission("door-5").with("MSH-9", "ZZZ^Z01");

        assertThat(Sender.msa(send("adt", message.text()))).isEqualTo("AA");
        assertThat(Sender.msa(send("careful", message.text()))).isEqualTo("AR");
        assertThat(admin.search("controlId", message.controlId()))
                .extracting(found -> found.path("feed").asText())
                .containsExactlyInAnyOrder("adt", "careful");
    }

    @Test
    void pipelinedMessagesOfManyConnectionsAreAllStored() throws Exception {
        ExecutorService connections = Executors.newFixedThreadPool(32);
        List<Callable<Integer>> senders = new ArrayList<>();
        for (int connection = 0; connection < 32; connection++) {
            String prefix = "many-" + connection + "-";
            senders.add(() -> {
                int accepted = 0;
                try (Sender sender = new Sender(server.feedPort("adt"))) {
                    for (int i = 0; i < 20; i++) {
                        TestMessage message = TestMessage.admission(prefix + i).with("MSH-9", "ZZZ^Z02");
                        accepted += sender.send(message.text()).equals("AA") ? 1 : 0;
                    }
                }
                return accepted;
            });
        }
        int accepted = 0;
        for (Future<Integer> sender : connections.invokeAll(senders)) {
            accepted += sender.get();
        }
        connections.shutdown();

        assertThat(accepted).isEqualTo(640);
        assertThat(admin.searchAll("event", "ZZZ^Z02")).hasSize(640);
    }

    @Test
    void aFrameThatIsBrokenOffIsADeadLetterAndTheNextIsTaken() throws Exception {
        TestMessage broken = TestMessage.admission("door-6");
        TestMessage whole = TestMessage.admission("door-7");

        String answer = send("adt", broken.text().substring(0, 150) + "\u000b" + whole.text());

        assertThat(answer).contains("MSA|AA|" + whole.controlId());
        assertThat(admin.search("reasonCode", "broken-frame")).hasSize(1);
    }

    @Test
    void figuresOfTheFeedsAreOnTheirListOnTheStatusPageAndInTheMetrics() throws Exception {
        send("adt", TestMessage.admission("door-8").text());

        JsonNode feed = admin.get("feeds").at("/feeds/0");
        assertThat(feed.path("name").asText()).isEqualTo("adt");
        assertThat(feed.path("listening").asBoolean()).isTrue();
        assertThat(feed.at("/acknowledgments/AA").asLong()).isPositive();
        assertThat(feed.path("lastHour").asLong()).isPositive();
        assertThat(admin.page("/")).contains("HL7 v2 feeds");
        assertThat(admin.page("/metrics"))
                .contains("chartproof_hl7_acknowledgments_total{code=\"AA\",feed=\"adt\"}")
                .contains("chartproof_hl7_silent{feed=\"adt\"} 0.0");
    }

    @Test
    void aStoppedFeedTakesNothingUntilItIsStarted() throws Exception {
        assertThat(admin.post("feeds/documents/stop", "{}").path("listening").asBoolean())
                .isFalse();
        assertThat(admin.post("feeds/documents/start", "{}").path("listening").asBoolean())
                .isTrue();
        assertThat(Sender.msa(send("documents", TestMessage.admission("door-9").text())))
                .isEqualTo("AA");
    }

    @Test
    void whoIsNoAdministratorSeesNothing() throws Exception {
        assertThat(admin.status("feeds", "X-Forwarded-For", "192.0.2.7")).isEqualTo(403);
        assertThat(admin.status("messages/1", "X-Forwarded-For", "192.0.2.7")).isEqualTo(403);
    }
}
