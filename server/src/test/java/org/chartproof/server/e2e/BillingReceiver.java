package org.chartproof.server.e2e;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.llp.ExtendedMinLowerLayerProtocol;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.protocol.ReceivingApplicationException;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A billing system that is not ours: HAPI's server with its typed model of HL7 v2.6 and all of its validation, so that AA means that another library could read the message. Answers AA, or
 * what it is told to answer next.
 */
final class BillingReceiver implements ReceivingApplication<Message>, AutoCloseable {

    /** A message that came. */
    record Received(String controlId, String event, Message message) {

        /** A field as HAPI's Terser finds it, such as {@code PID-5-1}. */
        String field(String path) throws HL7Exception {
            String value = new Terser(message).get(path);
            return value == null ? "" : value;
        }

        /** What stands in a field of each segment of a name, in order. */
        List<String> each(String segment, String field) throws HL7Exception {
            List<String> values = new ArrayList<>();
            for (String line : message.encode().split("\r")) {
                if (line.startsWith(segment + "|")) {
                    String[] cells = line.split("\\|", -1);
                    int number = Integer.parseInt(field);
                    values.add(cells.length > number ? cells[number] : "");
                }
            }
            return values;
        }
    }

    private sealed interface Behaviour {
        record Answer(AcknowledgmentCode code) implements Behaviour {}

        record Silence(Duration time) implements Behaviour {}
    }

    private final int port;
    private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private HapiContext context = new DefaultHapiContext();
    private HL7Service server;

    BillingReceiver(int port) throws InterruptedException {
        this.port = port;
        this.server = open();
    }

    private HL7Service open() throws InterruptedException {
        context = new DefaultHapiContext();
        // Else it counts its acknowledgements in a file.
        context.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        context.setLowerLayerProtocol(new ExtendedMinLowerLayerProtocol());
        HL7Service service = context.newServer(port, false);
        service.registerApplication(this);
        service.startAndWait();
        return service;
    }

    /** Answers the next messages so. */
    void answer(AcknowledgmentCode... codes) {
        for (AcknowledgmentCode code : codes) {
            script.add(new Behaviour.Answer(code));
        }
    }

    /** Says nothing to the next message for so long, and then AA. */
    void beSilent(Duration time) {
        script.add(new Behaviour.Silence(time));
    }

    /** Nobody is there from now on. */
    void goAway() throws IOException {
        server.stopAndWait();
        context.close();
    }

    /** Is there again, on the same port. */
    void comeBack() throws InterruptedException {
        server = open();
    }

    List<Received> received() {
        return received;
    }

    void forget() {
        received.clear();
        script.clear();
    }

    @Override
    public Message processMessage(Message message, Map<String, Object> metadata)
            throws ReceivingApplicationException, HL7Exception {
        Terser terser = new Terser(message);
        received.add(new Received(terser.get("MSH-10"), terser.get("MSH-9-1") + "^" + terser.get("MSH-9-2"), message));
        Behaviour behaviour = script.poll();
        try {
            if (behaviour instanceof Behaviour.Silence silence) {
                Thread.sleep(silence.time().toMillis());
            }
            AcknowledgmentCode code =
                    behaviour instanceof Behaviour.Answer answer ? answer.code() : AcknowledgmentCode.AA;
            return message.generateACK(code, null);
        } catch (IOException | InterruptedException e) {
            throw new ReceivingApplicationException(e);
        }
    }

    @Override
    public boolean canProcess(Message message) {
        return true;
    }

    @Override
    public void close() throws IOException {
        goAway();
    }
}
