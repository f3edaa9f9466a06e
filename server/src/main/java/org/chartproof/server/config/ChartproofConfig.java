package org.chartproof.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.out.BillingDestination;

/**
 * Everything that an operator can set, checked and with defaults filled in; {@code chartproof.yaml} explains each option.
 *
 * @param dataDirectory where everything the server keeps lies
 */
public record ChartproofConfig(
        Server server,
        Path dataDirectory,
        Database database,
        Terminology terminology,
        Coding coding,
        Review review,
        Hl7 hl7,
        Ehr ehr,
        CdsHooks cdsHooks,
        Security security,
        Origins origins,
        SignIn signIn,
        Log log) {

    /**
     * Where the server listens.
     *
     * @param port            0 picks a free one
     * @param bind            address or host name to listen on
     * @param maxRequestBytes a longer request body is refused with HTTP 413
     * @param baseUrl         by which browsers and other systems reach it, without a slash at its end; empty where they reach it directly
     * @param hosts           names by which it is called, beside those of this machine
     * @param tls             certificate and key; plain HTTP without them
     * @param limits          how much one client may do
     */
    public record Server(
            int port,
            String bind,
            long maxRequestBytes,
            Optional<URI> baseUrl,
            List<String> hosts,
            Optional<Tls> tls,
            Limits limits) {
        public Server {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * PEM files of the HTTP server.
     *
     * @param certificate with those above it
     * @param key         its private key
     */
    public record Tls(Path certificate, Path key) {}

    /**
     * How much one client may do.
     *
     * @param requestsPerSecond      of one address and of one token; 0 counts nothing
     * @param failedSignInsPerMinute of one address; 0 counts nothing
     * @param requestTime            from the first byte of a request body to its last
     */
    public record Limits(int requestsPerSecond, int failedSignInsPerMinute, Duration requestTime) {}

    /**
     * Other sites that a browser may bring together with ours.
     *
     * @param ehr  may show our pages in a frame
     * @param cors may call us from their own pages
     */
    public record Origins(List<String> ehr, List<String> cors) {
        public Origins {
            ehr = List.copyOf(ehr);
            cors = List.copyOf(cors);
        }
    }

    /**
     * Where resources are stored.
     *
     * @param url         JDBC URL of a PostgreSQL; empty for the embedded one under the data folder
     * @param user        database user, of an external database
     * @param password    read from {@code password-file} or the environment, never from the configuration file itself
     * @param connections size of the pool
     */
    public record Database(Optional<String> url, Optional<String> user, Optional<Secret> password, int connections) {}

    /** @param directory where official code set files are installed; it need not exist */
    public record Terminology(Path directory) {}

    /**
     * How notes are coded.
     *
     * @param enabled  false stores resources and queues work but codes nothing
     * @param workers  threads that code at the same time
     * @param bands    how confidence decides the route of an encounter
     * @param maxTries attempts before a work item is parked
     * @param backoff  wait after the first failed attempt, doubled after each further one
     * @param poll     how often a node looks for work that another node has queued
     * @param lease    how long a worker owns an item; a crashed worker's item is taken up again after it
     */
    public record Coding(
            boolean enabled, int workers, Bands bands, int maxTries, Duration backoff, Duration poll, Duration lease) {}

    /**
     * Confidence bands, 0 to 1.
     *
     * @param autoFinal at and above: final without a coder
     * @param review    at and above, below autoFinal: a coder reviews; below: a query to the clinician
     */
    public record Bands(double autoFinal, double review) {}

    /**
     * How codings are reviewed.
     *
     * @param lease           how long a reviewer has a case to themselves, from their last sign of life
     * @param supervisors     who may take a case from another reviewer before that
     * @param autoFinalSample share of the encounters that need no review and are reviewed all the same, 0 to 1
     */
    public record Review(Duration lease, List<String> supervisors, double autoFinalSample) {
        public Review {
            supervisors = List.copyOf(supervisors);
        }
    }

    /**
     * HL7 v2 in and out.
     *
     * @param feeds         those that listen; none where none is configured
     * @param workers       threads that map stored messages to FHIR
     * @param maxTries      attempts before a message that meets a passing fault becomes a dead letter
     * @param backoff       wait after the first failed attempt, doubled after each further one
     * @param lease         how long a worker owns a lane of patients; a crashed worker's lane is taken up again after it
     * @param retention     how long messages are kept, and how long a second sending of one is known as such; zero keeps them for ever
     * @param administrators who may look at messages and act on them
     * @param destinations  billing systems that finished coding is told to; none where none is configured
     */
    public record Hl7(
            List<Feed> feeds,
            int workers,
            int maxTries,
            Duration backoff,
            Duration lease,
            Duration retention,
            Administrators administrators,
            List<BillingDestination> destinations) {
        public Hl7 {
            feeds = List.copyOf(feeds);
            destinations = List.copyOf(destinations);
        }
    }

    /**
     * EHRs that documents and encounters come from.
     *
     * @param publicUrl where EHRs reach this server, without a slash at the end: server.base-url where nothing else is said; empty where they don't
     * @param workers   threads that fetch and store what EHRs told of
     * @param maxTries  attempts before a resource that can't be fetched waits for a person
     * @param backoff   wait after the first failed attempt, doubled after each further one
     * @param lease     how long a worker owns a resource; that of a worker that died is taken up again after it
     * @param sources   the EHRs; none where none is configured
     */
    public record Ehr(
            Optional<URI> publicUrl,
            int workers,
            int maxTries,
            Duration backoff,
            Duration lease,
            List<EhrSource> sources) {
        public Ehr {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Who lets people and programs in.
     *
     * @param issuer     of access tokens, where it is a foreign one
     * @param jwks       where its keys are; empty to look for it in what the issuer says of itself
     * @param audience   that a token must be for; empty for our own FHIR base
     * @param rolesClaim claim of a token with the roles; dots lead into objects
     * @param clockSkew  how far the issuer's clock may be from ours
     * @param algorithms by which a token may be signed
     */
    public record Security(
            Access access,
            Optional<URI> issuer,
            Optional<URI> jwks,
            Optional<String> audience,
            String rolesClaim,
            Duration clockSkew,
            List<String> algorithms) {
        public Security {
            algorithms = List.copyOf(algorithms);
        }

        /** Scheme, host and port of the foreign issuer, which pages sign people in at. */
        public Optional<String> issuerOrigin() {
            return issuer.map(WebAddress::origin);
        }
    }

    /** Who may ask for what. */
    public enum Access {
        /** Whoever signs in at the authorization server that comes with this one. */
        EMBEDDED,
        /** Whoever has a token of another authorization server. */
        ISSUER,
        /** Whoever sits at this machine, without signing in. */
        OPEN
    }

    /** From where the pages and operations of an administrator may be used. */
    public enum Administrators {
        /** From this machine alone. */
        LOOPBACK,
        /** From wherever the server can be reached: only behind something that signs people in. */
        NETWORK
    }

    /**
     * What EHRs are offered by CDS Hooks.
     *
     * @param clients     EHRs that may ask; without any, this machine alone
     * @param origins     of web pages that may ask, as a browser names them
     * @param fhirServers FHIR bases that may be read with the token that comes with a request
     * @param sameIds     FHIR bases whose resources are stored here under the ids that they have there
     * @param mostCards   in one answer
     * @param suggestTask whether a card offers a Task for the clinician's list
     * @param retention   how long it is kept which cards were shown
     */
    public record CdsHooks(
            List<CdsClient> clients,
            List<String> origins,
            List<URI> fhirServers,
            List<URI> sameIds,
            int mostCards,
            boolean suggestTask,
            Duration retention) {
        public CdsHooks {
            clients = List.copyOf(clients);
            origins = List.copyOf(origins);
            fhirServers = List.copyOf(fhirServers);
            sameIds = List.copyOf(sameIds);
        }
    }

    /**
     * An EHR that asks for cards.
     *
     * @param name   which the operator gave it
     * @param issuer of its tokens
     * @param jwks   where its public keys are: https, or a file
     */
    public record CdsClient(String name, String issuer, URI jwks) {}

    /** How the log looks. */
    public record Log(LogFormat format, LogLevel level) {}

    /** Text for a terminal, JSON for a log collector. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** From loud to quiet. */
    public enum LogLevel {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
