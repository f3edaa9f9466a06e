package org.chartproof.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.chartproof.server.attack.RawHttp.Answer;

/** Tries entries of the attack list against one server. An answer to an attack never has words of a chart, nor of the server's inside. */
final class Attempts {

    private static final List<String> INSIDE = List.of(
            "\tat ",
            "\\tat ",
            "java.lang.",
            "org.hibernate",
            "org.springframework",
            "org.postgresql",
            "Apache Tomcat",
            "HFJ_",
            "SQL [");

    /** More tries than these are a flood, which comes from many senders at once. */
    private static final int SERIES = 500;

    private static final int SENDERS = 16;

    private final RawHttp http;
    private final Scene scene;

    Attempts(RawHttp http, Scene scene) {
        this.http = http;
        this.scene = scene;
    }

    void attempt(Attack attack) throws IOException {
        for (String step : attack.before()) {
            must(attack, step);
        }
        Answer answer = attack.times() > SERIES ? flood(attack) : series(attack);
        assertThat(attack.holds().broken(answer, scene))
                .as(attack.id() + ": " + answer.text())
                .isEmpty();
        assertThat(answer.text()).as(attack.id()).doesNotContain(INSIDE);
        assertThat(answer.text()).as(attack.id()).doesNotContain(Scene.SECRETS.values());
        if (attack.after() != null && attack.stays() != null) {
            Answer kept = http.send(scene.request(attack.after(), "all"), 0);
            assertThat(attack.stays().broken(kept, scene))
                    .as(attack.id() + ", after it: " + kept.text())
                    .isEmpty();
        }
        if (attack.control() != null) {
            Answer allowed = http.send(scene.request(attack.control(), attack.controlAs()), 0);
            assertThat(attack.holds().broken(allowed, scene))
                    .as(attack.id() + ": the control must not look like the refused attack: " + allowed.text())
                    .isNotEmpty();
        }
        if (attack.bites() != null) {
            Answer undefended = Answer.parse(scene.fill(attack.bites()).replace("\n", "\r\n"));
            assertThat(attack.holds().broken(undefended, scene))
                    .as(attack.id() + ": the answer of a server without the defence must be noticed")
                    .isNotEmpty();
        }
        assertThat(http.send("GET /health/live HTTP/1.1", 0).status())
                .as(attack.id() + ": the server goes on")
                .isEqualTo(200);
    }

    private Answer series(Attack attack) throws IOException {
        Answer answer = Answer.NONE;
        for (int i = 0; i < attack.times(); i++) {
            answer = http.send(scene.request(attack.send(), attack.as()), attack.pause());
        }
        return answer;
    }

    /** From many senders at once: the first answer that shows the defence, else the last one. */
    private Answer flood(Attack attack) throws IOException {
        AtomicReference<Answer> last = new AtomicReference<>(Answer.NONE);
        AtomicInteger sent = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                all.add(senders.submit(() -> {
                    while (sent.incrementAndGet() <= attack.times()
                            && !attack.holds()
                                    .broken(Objects.requireNonNull(last.get()), scene)
                                    .isEmpty()) {
                        Answer answer = http.send(scene.request(attack.send(), attack.as()), attack.pause());
                        last.updateAndGet(
                                before -> attack.holds().broken(before, scene).isEmpty() ? before : answer);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("the flood broke off", e);
        } finally {
            senders.shutdownNow();
        }
        return Objects.requireNonNull(last.get());
    }

    void must(Attack attack, String step) throws IOException {
        Answer answer = http.send(scene.request(step, "all"), 0);
        assertThat(answer.status())
                .as(attack.id() + ", before it: " + answer.text())
                .isBetween(200, 299);
    }
}
