package org.chartproof.bundles.bench.mllp;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.SimpleServer;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.protocol.ReceivingApplicationException;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** HAPI's {@link SimpleServer} with an application that acknowledges and keeps nothing. */
public final class HapiContender implements MllpContender {

    private final String name;
    private final Supplier<HapiContext> contexts;
    private Optional<SimpleServer> server = Optional.empty();

    private HapiContender(String name, Supplier<HapiContext> contexts) {
        this.name = name;
        this.contexts = contexts;
    }

    /** As its documentation sets it up: a class for each message structure, default validation. */
    public static HapiContender asItComes() {
        return new HapiContender("HAPI SimpleServer as it comes, keeps nothing", DefaultHapiContext::new);
    }

    /** In its fastest setting: one generic class for all messages, no validation. */
    public static HapiContender atItsFastest() {
        return new HapiContender("HAPI SimpleServer at its fastest, keeps nothing", () -> {
            HapiContext context = new DefaultHapiContext(new GenericModelClassFactory());
            context.setValidationContext(ValidationContextFactory.noValidation());
            return context;
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        HapiContext context = contexts.get();
        // The default one writes a file into the working folder.
        context.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        SimpleServer started = new SimpleServer(context, port, false);
        started.registerApplication(new Acknowledging());
        started.startAndWait();
        server = Optional.of(started);
        return port;
    }

    @Override
    public void close() {
        server.ifPresent(SimpleServer::stopAndWait);
        server = Optional.empty();
    }

    private static final class Acknowledging implements ReceivingApplication<Message> {

        @Override
        public boolean canProcess(Message message) {
            return true;
        }

        @Override
        public Message processMessage(Message message, Map<String, Object> metadata)
                throws ReceivingApplicationException, HL7Exception {
            try {
                return message.generateACK();
            } catch (IOException e) {
                throw new ReceivingApplicationException(e);
            }
        }
    }
}
