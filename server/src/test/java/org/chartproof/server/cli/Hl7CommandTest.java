package org.chartproof.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.chartproof.hl7.ack.HeaderScan;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.mllp.ConnectionLimit;
import org.chartproof.hl7.mllp.FrameReceiver;
import org.chartproof.hl7.mllp.MllpListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a listener that refuses what has an id with "bad" in it. */
class Hl7CommandTest {

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private MllpListener listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new MllpListener(
                Feed.named("test", 0), new Receiver(), new ConnectionLimit(100), InstantSource.system());
        listener.start();
        Files.writeString(folder.resolve("1.hl7"), message("a1") + message("a2"));
        Files.createDirectory(folder.resolve("2"));
        Files.writeString(folder.resolve("2/x.hl7"), message("b1"));
        Files.writeString(folder.resolve("3.hl7"), message("c1") + message("c2"));
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    private static String message(String id) {
        return "MSH|^~\\&|A|B|||20260504||ADT^A04|" + id + "|P|2.5\nPID|1||7\n";
    }

    private final class Receiver implements FrameReceiver {
        @Override
        public Answer receive(byte[] content, InetSocketAddress from) {
            String id = HeaderScan.of(content).header().controlId();
            received.add(id);
            String code = id.contains("bad") ? "AR" : "AA";
            return Answer.of(("MSH|^~\\&|||||||ACK|1|P|2.5\rMSA|" + code + "|" + id + "|why\r")
                    .getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Answer broken(byte[] content, Breakage why, InetSocketAddress from) {
            return Answer.NONE;
        }
    }

    private int run(String... arguments) {
        return Chartproof.run(Stream.concat(
                        Stream.of("hl7"),
                        Stream.concat(Arrays.stream(arguments), Stream.of("--to", "localhost:" + listener.port())))
                .toArray(String[]::new));
    }

    @Test
    void sendTakesFilesAndFoldersInOrder() {
        assertThat(run("send", folder.toString())).isZero();

        assertThat(received).containsExactly("a1", "a2", "b1", "c1", "c2");
    }

    @Test
    void sendRepeatsUnderNewIds() {
        assertThat(run("send", folder.resolve("1.hl7").toString(), "--repeat", "3", "--new-ids", "--connections", "2"))
                .isZero();

        assertThat(received).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotAcceptedMakesTheExitCodeAndIsListed() throws IOException {
        Path file = Files.writeString(folder.resolve("4.hl7"), message("bad") + message("good"));
        Path failures = folder.resolve("failures.tsv");

        assertThat(run("send", file.toString(), "--failures", failures.toString()))
                .isEqualTo(3);
        assertThat(received).containsExactly("bad", "good");
        assertThat(failures).hasContent(file + "\t1\tAR\twhy\n");
    }

    @Test
    void nobodyThereIsExitCodeOne() {
        listener.close();

        assertThat(run("send", folder.toString(), "--connect-timeout", "2")).isEqualTo(1);
    }

    @Test
    void wrongOptionsAreTold() {
        assertThat(Chartproof.run("hl7", "send", folder.toString(), "--to", "localhost"))
                .isEqualTo(2);
        assertThat(run("send", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("replay", folder.resolve("1.hl7").toString())).isEqualTo(2);
    }

    @Test
    void aReplayGoesOnWhereItStopped() throws IOException {
        Path state = folder.resolve("state");
        Files.writeString(folder.resolve("3.hl7"), message("c1") + message("bad") + message("c3"));

        assertThat(run("replay", folder.toString(), "--state", state.toString(), "--stop-on-failure"))
                .isEqualTo(3);
        assertThat(received).containsExactly("a1", "a2", "b1", "c1", "bad");

        received.clear();
        Files.writeString(folder.resolve("3.hl7"), message("c1") + message("mended") + message("c3"));
        assertThat(run("replay", folder.toString(), "--state", state.toString()))
                .isZero();
        assertThat(received).containsExactly("mended", "c3");

        received.clear();
        Files.writeString(folder.resolve("4.hl7"), message("d1"));
        assertThat(run("replay", folder.toString(), "--state", state.toString()))
                .isZero();
        assertThat(received).containsExactly("d1");
    }

    @Test
    void aReplayWithoutStateBeginsAnewAndPassesOverWhatIsRefused() throws IOException {
        Files.writeString(folder.resolve("2/x.hl7"), message("bad"));

        assertThat(run("replay", folder.toString())).isEqualTo(3);
        assertThat(received).containsExactly("a1", "a2", "bad", "c1", "c2");
    }
}
