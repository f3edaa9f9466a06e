package org.chartproof.server.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chartproof.server.apppage.AppPageConfiguration;
import org.chartproof.server.audit.AuditConfiguration;
import org.chartproof.server.audit.SignInAuditConfiguration;
import org.chartproof.server.authserver.AuthServerConfiguration;
import org.chartproof.server.cdshooks.CdsHooksConfiguration;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.config.ChartproofConfig.Access;
import org.chartproof.server.config.ConfigurationException;
import org.chartproof.server.database.Database;
import org.chartproof.server.ehr.EhrConfiguration;
import org.chartproof.server.ehr.writeback.EhrWriteBackConfiguration;
import org.chartproof.server.encounter.CodingConfiguration;
import org.chartproof.server.encounter.Engine;
import org.chartproof.server.feedspage.FeedsPageConfiguration;
import org.chartproof.server.fhir.RestConfiguration;
import org.chartproof.server.fhir.StorageConfiguration;
import org.chartproof.server.hl7.Hl7Configuration;
import org.chartproof.server.http.WebConfiguration;
import org.chartproof.server.operation.CodeNoteConfiguration;
import org.chartproof.server.outbox.OutboxConfiguration;
import org.chartproof.server.profile.ValidatorNetwork;
import org.chartproof.server.review.ReviewConfiguration;
import org.chartproof.server.security.SecurityConfiguration;
import org.chartproof.server.security.fhir.AccessConfiguration;
import org.chartproof.server.startup.Background;
import org.chartproof.server.status.Readiness;
import org.chartproof.server.status.StatusConfiguration;
import org.chartproof.server.terminology.TerminologyConfiguration;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/** One running server: started with a configuration, closed when done. */
public final class ChartproofServer implements AutoCloseable {
    /** What the server is put together from; a package that adds something adds its configuration class here. */
    private static final Class<?>[] CONFIGURATIONS = {
        WebConfiguration.class,
        AuditConfiguration.class,
        StorageConfiguration.class,
        RestConfiguration.class,
        SecurityConfiguration.class,
        AccessConfiguration.class,
        StatusConfiguration.class,
        AppPageConfiguration.class,
        CodingConfiguration.class,
        CodeNoteConfiguration.class,
        TerminologyConfiguration.class,
        Hl7Configuration.class,
        OutboxConfiguration.class,
        ReviewConfiguration.class,
        FeedsPageConfiguration.class,
        EhrConfiguration.class,
        EhrWriteBackConfiguration.class,
        CdsHooksConfiguration.class
    };

    private static final long POLL_MILLIS = 20;

    private final ConfigurableApplicationContext context;

    private ChartproofServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts a server and returns when it answers.
     *
     * @param config what to start; port 0 picks a free one
     * @return the running server
     * @throws RuntimeException with a message for the operator, and everything stopped again
     */
    public static ChartproofServer start(ChartproofConfig config) {
        requireFreePort(config);
        ValidatorNetwork.close();
        Background<Database> database = new Background<>("database", () -> Database.open(config));
        Background<Engine> engine = new Background<>("code sets", () -> Engine.open(config));
        try {
            SpringApplication application = new SpringApplication(configurations(config));
            application.setWebApplicationType(WebApplicationType.SERVLET);
            application.setBannerMode(Banner.Mode.OFF);
            application.setLogStartupInfo(false);
            application.setRegisterShutdownHook(false);
            application.setAddCommandLineProperties(false);
            // HAPI's beans refer to each other in circles.
            application.setAllowCircularReferences(true);
            application.setEnvironment(environment(config));
            application.addInitializers(context -> {
                context.getBeanFactory().registerSingleton("chartproofConfig", config);
                // Not before: its log lines are to look like all others.
                database.begin();
                engine.begin();
                register((GenericApplicationContext) context, "databaseStarting", Database.class, database);
                register((GenericApplicationContext) context, "engineStarting", Engine.class, engine);
            });
            return new ChartproofServer(application.run());
        } catch (RuntimeException e) {
            if (database.isBegun()) {
                closeAfter(e, database);
            }
            throw e;
        }
    }

    /** @return the port that it listens on */
    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    /**
     * Waits until every readiness check is content.
     *
     * @param longest how long to wait
     * @return whether it is ready; false when the time is over
     * @throws InterruptedException if told to stop meanwhile
     */
    public boolean awaitReady(Duration longest) throws InterruptedException {
        Readiness readiness = bean(Readiness.class);
        long end = System.nanoTime() + longest.toNanos();
        while (!readiness.isReady()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    /**
     * @param type of something that the server is made of
     * @param <T>  its type
     * @return it
     */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Takes no more requests, finishes those under way, stops all work and the database. */
    @Override
    public void close() {
        context.close();
    }

    /** Stops what was started early, whatever became of it, and keeps the first error as the one that is told. */
    private static void closeAfter(RuntimeException first, Background<Database> database) {
        try {
            database.get().close();
        } catch (RuntimeException second) {
            if (second != first) {
                first.addSuppressed(second);
            }
        }
    }

    private static <T> void register(
            GenericApplicationContext context, String name, Class<T> type, Background<T> background) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setTargetType(ResolvableType.forClassWithGenerics(Background.class, type));
        definition.setInstanceSupplier(() -> background);
        context.registerBeanDefinition(name, definition);
    }

    /** People sign in at our own authorization server, or at another, or not at all. */
    private static Class<?>[] configurations(ChartproofConfig config) {
        List<Class<?>> all = new ArrayList<>(List.of(CONFIGURATIONS));
        if (config.security().access() == Access.EMBEDDED) {
            all.add(AuthServerConfiguration.class);
            all.add(SignInAuditConfiguration.class);
        }
        return all.toArray(Class<?>[]::new);
    }

    /** A taken port is told at once, not after all else has been started. */
    private static void requireFreePort(ChartproofConfig config) {
        if (config.server().port() == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(
                    InetAddress.getByName(config.server().bind()),
                    config.server().port()));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "Port " + config.server().port() + " on " + config.server().bind() + " can't be used ("
                            + e.getMessage() + "); stop what uses it, or give another with --port",
                    e);
        }
    }

    /** Spring sees what we give it and reads no configuration file of its own. */
    private static StandardServletEnvironment environment(ChartproofConfig config) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("spring.config.location", "optional:classpath:/no-spring-configuration/");
        String level = config.log().level().name();
        properties.put("logging.level.root", level.equals("DEBUG") || level.equals("INFO") ? "WARN" : level);
        properties.put("logging.level.org.chartproof", level);
        // These quote what was sent; SafeErrors logs the same without it.
        properties.put("logging.level.ca.uhn.fhir.rest.server.interceptor.ExceptionHandlingInterceptor", "OFF");
        properties.put("logging.level.ca.uhn.fhir.interceptor.executor.BaseInterceptorService", "OFF");
        properties.put("logging.level.org.hibernate.engine.jdbc.spi.SqlExceptionHelper", "OFF");
        properties.put("logging.level.ca.uhn.fhir.jpa.search.builder.tasks.SearchTask", "OFF");
        // Logs each refusal of an interceptor as an error; what is one is logged by SafeErrors.
        properties.put("logging.level.ca.uhn.fhir.interceptor.executor.BaseInterceptorService", "OFF");
        // Of HAPI's own mapping of code systems; says nothing that an operator could change.
        properties.put("logging.level.org.hibernate.persister.entity.AbstractEntityPersister", "ERROR");
        properties.put("logging.level.ca.uhn.fhir.parser.LenientErrorHandler", "OFF");
        properties.put("logging.level.ca.uhn.fhir.jpa.dao.BaseTransactionProcessor", "ERROR");
        // A start that fails is told once, in one line, by the command.
        properties.put("logging.level.org.springframework.boot.SpringApplication", "OFF");
        properties.put("logging.level.org.springframework.boot.web.embedded.tomcat.TomcatStarter", "OFF");
        properties.put("logging.level.org.springframework.boot.web.servlet.context", "ERROR");
        properties.put("logging.level.org.springframework.context.support.PostProcessorRegistrationDelegate", "ERROR");
        if (config.log().format() == ChartproofConfig.LogFormat.JSON) {
            properties.put("logging.structured.format.console", "logstash");
        }
        StandardServletEnvironment environment = new StandardServletEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("chartproof", properties));
        return environment;
    }
}
