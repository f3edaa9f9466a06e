package org.chartproof.hl7.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.chartproof.hl7.feed.Feed;
import org.junit.jupiter.api.Test;

class MllpListenerTest {

    private final Echo echo = new Echo();

    @Test
    void answersFrameAfterFrame() throws Exception {
        try (MllpListener listener = started(Feed.named("test", 0));
                RawSender sender = new RawSender(listener.port())) {
            sender.frame("MSH|1");
            assertThat(sender.answer()).isEqualTo("got:MSH|1");
            sender.frame("MSH|2");
            assertThat(sender.answer()).isEqualTo("got:MSH|2");
            assertThat(listener.figures().frames()).isEqualTo(2);
            assertThat(listener.figures().connections()).hasSize(1);
            listener.stop(Duration.ofSeconds(5));
            assertThat(sender.answer()).isEqualTo("closed");
        }
    }

    private MllpListener started(Feed feed) throws Exception {
        MllpListener listener =
                new MllpListener(feed, echo, new ConnectionLimit(ConnectionLimit.DEFAULT), Clock.systemUTC());
        listener.start();
        return listener;
    }
}
