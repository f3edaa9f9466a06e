package org.chartproof.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An EHR that documents and encounters come from, as the operator has set it up.
 *
 * @param name       as the operator calls it; part of the ids under which its resources are stored, so it must not change later
 * @param base       its FHIR base, without a slash at the end
 * @param shape      what kind of EHR it is, which says what it can do
 * @param client     how this server signs in there; empty where it asks nobody to
 * @param types      resource types that are watched
 * @param filter     which documents are taken
 * @param subscribing how it is asked to tell of news
 * @param polling    how it is asked for news
 * @param bulk       how the first load is exported
 * @param content    what may be fetched as the content of a document
 * @param connection how it is spoken to
 * @param launch     how people open the review page inside it; empty where they don't
 * @param writeBack  what it is told of attested coding
 */
public record EhrSource(
        String name,
        URI base,
        Shape shape,
        Optional<Client> client,
        Set<String> types,
        Filter filter,
        Subscribing subscribing,
        Polling polling,
        Bulk bulk,
        Content content,
        Connection connection,
        Optional<Launch> launch,
        WriteBack writeBack) {

    public EhrSource {
        types = Set.copyOf(types);
    }

    /** Kinds of EHR; a file says what each can do. */
    public enum Shape {
        EPIC,
        ORACLE,
        GENERIC
    }

    /**
     * SMART Backend Services.
     *
     * @param id          the client id that the EHR gave this server
     * @param key         PEM file with the private key that assertions are signed with
     * @param furtherKeys PEM files with private keys whose public part is published as well: those that come next, or went before
     * @param tokenUrl    of the EHR's authorization server; empty: its smart-configuration names it
     * @param scopes      what is asked for, parted by spaces
     */
    public record Client(String id, Path key, List<Path> furtherKeys, Optional<URI> tokenUrl, String scopes) {
        public Client {
            furtherKeys = List.copyOf(furtherKeys);
        }
    }

    /**
     * Which documents are taken; an empty list takes all. Each entry is a code, or {@code system|code}.
     *
     * @param noteTypes      of {@code DocumentReference.type}
     * @param noteCategories of {@code DocumentReference.category}
     * @param noteStatuses   of {@code DocumentReference.docStatus}
     */
    public record Filter(List<String> noteTypes, List<String> noteCategories, List<String> noteStatuses) {
        public Filter {
            noteTypes = List.copyOf(noteTypes);
            noteCategories = List.copyOf(noteCategories);
            noteStatuses = List.copyOf(noteStatuses);
        }
    }

    /**
     * Subscriptions at the EHR.
     *
     * @param way     which kind
     * @param payload what a notification is asked to carry
     * @param topic   canonical URL of the topic, for {@link Way#TOPIC}; with {@code TYPE} in it, one of its own for each type
     * @param term    how long a Subscription is asked for; it is renewed when half of it is over
     */
    public record Subscribing(Way way, Payload payload, String topic, Duration term) {
        /** Kinds of Subscriptions. */
        public enum Way {
            OFF,
            /** Of R4, with criteria. */
            R4,
            /** Of R5, carried back to R4, with a topic. */
            TOPIC
        }

        /** What a notification carries. */
        public enum Payload {
            EMPTY,
            ID,
            FULL
        }
    }

    /**
     * Searches for what changed.
     *
     * @param interval between two; empty for none
     * @param lookBack how far the first one goes back
     * @param overlap  how far each goes back behind the one before: what an EHR makes visible late is found by it
     * @param patients {@code Group/ID} or {@code List/ID} whose patients are asked about, where the EHR answers about patients alone; empty: those of
     *                 encounters that are stored here
     * @param pageSize how many resources a page is asked to have
     */
    public record Polling(
            Optional<Duration> interval,
            Duration lookBack,
            Duration overlap,
            Optional<String> patients,
            int pageSize) {}

    /**
     * Bulk export.
     *
     * @param group   id of the Group that is exported; empty for none
     * @param atStart whether a first load is asked for when there was none yet
     */
    public record Bulk(Optional<String> group, boolean atStart) {}

    /**
     * Content of documents.
     *
     * @param hosts    beside the EHR's own, from which it may be fetched, without the token; lower case
     * @param maxBytes of one document
     */
    public record Content(Set<String> hosts, long maxBytes) {
        public Content {
            hosts = Set.copyOf(hosts);
        }
    }

    /**
     * How requests are made.
     *
     * @param most           requests at the same time
     * @param connectTimeout longest wait for a connection
     * @param timeout        longest wait for an answer to begin
     * @param authorities    PEM file with the authorities whose certificates are accepted; empty: those of the JDK
     * @param tries          of one request, before what needs it is put off
     * @param backoff        wait after the first failure, doubled after each further one
     * @param longestBackoff the wait never exceeds this
     */
    public record Connection(
            int most,
            Duration connectTimeout,
            Duration timeout,
            Optional<Path> authorities,
            int tries,
            Duration backoff,
            Duration longestBackoff) {}

    /**
     * People who open the review page inside the EHR (SMART App Launch).
     *
     * @param clientId of the review page, as the EHR knows it
     * @param as       what whoever the EHR lets in works as; empty: they are refused
     * @param issuer   of the EHR's id tokens, to the letter; empty: its smart-configuration names it
     * @param origins  beside that of the base, where the EHR gives out tokens and publishes its keys
     * @param scopes   that the EHR is asked for, parted by spaces
     */
    public record Launch(
            String clientId, Optional<As> as, Optional<String> issuer, List<String> origins, String scopes) {
        public Launch {
            origins = List.copyOf(origins);
        }

        /** What people of an EHR may work as. Neither sees more than the patient that they have open. */
        public enum As {
            CLINICIAN,
            CODER
        }
    }

    /** Scheme, host and port of each of its servers that the review page talks to, as a browser writes them; none where it isn't opened from there. */
    public List<String> launchOrigins() {
        return launch.stream()
                .flatMap(one ->
                        Stream.concat(Stream.of(base), one.origins().stream().map(URI::create)))
                .map(WebAddress::origin)
                .distinct()
                .toList();
    }

    /** What an EHR is told of coding that a person has attested. */
    public enum WriteBack {
        OFF(Set.of()),
        /** Each diagnosis as a Condition of the encounter. */
        CONDITIONS(Set.of(Kind.CONDITIONS)),
        /** A document that sums the coding up. */
        SUMMARY(Set.of(Kind.SUMMARY)),
        BOTH(Set.of(Kind.CONDITIONS, Kind.SUMMARY));

        private final Set<Kind> kinds;

        WriteBack(Set<Kind> kinds) {
            this.kinds = kinds;
        }

        /** What it consists of. */
        public Set<Kind> kinds() {
            return kinds;
        }

        /** The parts that an EHR takes or refuses each by itself. */
        public enum Kind {
            CONDITIONS,
            SUMMARY
        }
    }
}
