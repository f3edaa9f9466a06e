package org.chartproof.hl7.send;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chartproof.hl7.ack.HeaderScan;
import org.chartproof.hl7.mllp.Connecting;
import org.chartproof.hl7.mllp.Destination;
import org.chartproof.hl7.mllp.MllpClient;
import org.chartproof.hl7.mllp.Reply;

/**
 * Sends messages over one or several connections, on each one at a time: the next one after the answer to the last. Over one connection messages arrive in order; over several those
 * that are under way at the same time may overtake each other.
 */
public final class Transmission {

    /**
     * How to send.
     *
     * @param connections at the same time
     * @param rate messages a second over all connections; empty for as fast as it goes
     * @param tries how often a message is sent that is not answered, or answered by "try again" (AE)
     * @param firstDelay wait before the second try, doubled after each further one
     * @param patience how long a receiver that has been there may be away before all is given up
     */
    public record Settings(
            Destination destination,
            int connections,
            OptionalDouble rate,
            int tries,
            Duration firstDelay,
            Duration patience) {}

    /** Told of each message; by several threads where there are several connections. */
    public interface Listener {
        /**
         * A message is done with.
         *
         * @param nanos from its last try to the answer
         * @return whether to go on with others
         */
        boolean delivered(FileMessage message, Delivery delivery, long nanos);
    }

    private static final long RECONNECT_MILLIS = 500;

    private final Settings settings;
    private final Listener listener;
    private final Pace pace;
    private Optional<String> stopped = Optional.empty();
    private volatile boolean running = true;

    public Transmission(Settings settings, Listener listener) {
        this.settings = settings;
        this.listener = listener;
        this.pace = new Pace(settings.rate());
    }

    /**
     * Sends all messages, or as many as it can.
     *
     * @param messages asked for one after the other, never by two threads at once
     * @return why it was given up before the last message; empty if it was not
     * @throws InterruptedException if told to stop meanwhile
     */
    public Optional<String> run(Iterator<FileMessage> messages) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= settings.connections(); i++) {
            Thread thread = new Thread(() -> new Sender(messages).run(), "hl7-send-" + i);
            threads.add(thread);
            thread.start();
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            running = false;
            threads.forEach(Thread::interrupt);
        }
        synchronized (this) {
            return stopped;
        }
    }

    private synchronized void stop(String reason) {
        stopped = stopped.or(() -> Optional.of(reason));
        running = false;
    }

    private Optional<FileMessage> next(Iterator<FileMessage> messages) {
        synchronized (messages) {
            return running && messages.hasNext() ? Optional.of(messages.next()) : Optional.empty();
        }
    }

    /** One connection and what goes over it. */
    private final class Sender {

        private final Iterator<FileMessage> messages;
        private Optional<MllpClient> connection = Optional.empty();
        private boolean everConnected;

        Sender(Iterator<FileMessage> messages) {
            this.messages = messages;
        }

        void run() {
            try {
                // Before the first message is taken: with nobody there, none is lost.
                if (!connect()) {
                    return;
                }
                for (Optional<FileMessage> message = next(messages);
                        message.isPresent() && deliver(message.get());
                        message = next(messages)) {}
            } catch (UncheckedIOException e) {
                stop(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                connection.ifPresent(MllpClient::close);
            }
        }

        private boolean deliver(FileMessage message) throws InterruptedException {
            pace.await();
            String controlId = HeaderScan.of(message.content()).header().raw(10);
            long delay = settings.firstDelay().toMillis();
            for (int tries = 1; ; tries++) {
                if (!connect()) {
                    return false;
                }
                long begin = System.nanoTime();
                Delivery delivery = exchange(message.content(), controlId);
                long nanos = System.nanoTime() - begin;
                if (tries >= settings.tries() || !isWorthAnotherTry(delivery)) {
                    if (!listener.delivered(message, delivery, nanos)) {
                        stop("stopped at " + message.place());
                    }
                    return running;
                }
                Thread.sleep(delay);
                delay *= 2;
            }
        }

        private Delivery exchange(byte[] content, String controlId) {
            MllpClient client = connection.orElseThrow();
            Reply reply = client.exchange(content);
            if (reply instanceof Reply.Unanswered unanswered) {
                return new Delivery.Unanswered(unanswered.reason());
            }
            Delivery delivery = Delivery.of(((Reply.Answered) reply).content(), controlId);
            if (delivery instanceof Delivery.Unusable) {
                // A late answer to another message would be followed by others.
                client.close();
            }
            return delivery;
        }

        private static boolean isWorthAnotherTry(Delivery delivery) {
            return !(delivery instanceof Delivery.Acknowledged acknowledged) || acknowledged.mayPass();
        }

        /** @return false if all is given up */
        private boolean connect() throws InterruptedException {
            if (connection.filter(one -> !one.isClosed()).isPresent()) {
                return running;
            }
            long giveUpAt = System.nanoTime() + settings.patience().toNanos();
            while (running) {
                Connecting connecting = MllpClient.connect(settings.destination());
                if (connecting instanceof Connecting.Connected connected) {
                    connection = Optional.of(connected.client());
                    everConnected = true;
                    return true;
                }
                Connecting.NotConnected failed = (Connecting.NotConnected) connecting;
                boolean mayPass = everConnected && failed.fault() == Connecting.Fault.UNREACHABLE;
                if (!mayPass || System.nanoTime() - giveUpAt > 0) {
                    stop(failed.reason());
                    return false;
                }
                Thread.sleep(RECONNECT_MILLIS);
            }
            return false;
        }
    }
}
