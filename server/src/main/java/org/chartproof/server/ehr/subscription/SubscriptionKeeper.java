package org.chartproof.server.ehr.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.server.config.EhrSource.Subscribing;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.EhrRequest;
import org.chartproof.server.ehr.connection.Reply;
import org.chartproof.server.ehr.http.EhrUnavailable;
import org.chartproof.server.ehr.polling.Polling;
import org.chartproof.server.ehr.polling.Queries;
import org.chartproof.server.ehr.subscription.SubscriptionTable.Subscribed;
import org.chartproof.server.ehr.turn.Chore;
import org.chartproof.server.ehr.turn.TurnTable;

/** Keeps the Subscription for one type of resource: asks for it, looks whether the EHR still serves it, renews it, and has searched for what was missed while it did not. */
public final class SubscriptionKeeper implements Chore {

    private static final Pattern LOCATION = Pattern.compile("Subscription/([A-Za-z0-9.\\-]{1,128})");
    private static final Set<String> SERVED = Set.of("requested", "active");
    private static final Duration LONGEST_CHECK = Duration.ofMinutes(5);
    private static final int CHECKS_A_TERM = 10;

    private final Ehr ehr;
    private final String type;
    private final URI publicUrl;
    private final SubscriptionTable table;
    private final TurnTable turns;
    private final InstantSource clock;

    public SubscriptionKeeper(
            Ehr ehr, String type, URI publicUrl, SubscriptionTable table, TurnTable turns, InstantSource clock) {
        this.ehr = ehr;
        this.type = type;
        this.publicUrl = publicUrl;
        this.table = table;
        this.turns = turns;
        this.clock = clock;
    }

    @Override
    public String source() {
        return ehr.name();
    }

    @Override
    public String work() {
        return "subscribe " + type;
    }

    @Override
    public Optional<Duration> run(Keep keep) {
        Subscribed subscribed = table.of(ehr.name(), type);
        keep.keep();
        if (subscribed.foreignId().isEmpty()) {
            create(subscribed);
        } else {
            check(subscribed, subscribed.foreignId().get());
        }
        Duration check = settings().term().dividedBy(CHECKS_A_TERM);
        return Optional.of(check.compareTo(LONGEST_CHECK) > 0 ? LONGEST_CHECK : check);
    }

    private Subscribing settings() {
        return ehr.source().subscribing();
    }

    private void create(Subscribed subscribed) {
        Instant end = clock.instant().plus(settings().term());
        ObjectNode request = request(subscribed, end);
        // A create whose answer was lost is not made a second time, where the EHR heeds this.
        EhrRequest post = EhrRequest.post("Subscription", request.toString())
                .with("If-None-Exist", "url=" + request.at("/channel/endpoint").asText())
                .repeated();
        Reply.Done done = done(ehr.client().send(post));
        JsonNode body = done.json();
        String id = body.path("resourceType").asText().equals("Subscription")
                ? body.path("id").asText()
                : done.headers()
                        .firstValue("Location")
                        .flatMap(SubscriptionKeeper::id)
                        .orElse("");
        if (id.isEmpty()) {
            throw EhrUnavailable.here("no-subscription", "It did not say under which id it has made the Subscription");
        }
        table.granted(subscribed, id, body.path("status").asText("requested"), end);
    }

    private ObjectNode request(Subscribed subscribed, Instant end) {
        URI endpoint = URI.create(publicUrl + NotifyServlet.PATH + "/" + subscribed.secret());
        return new SubscriptionRequest(settings(), endpoint).build(type, new Queries(ehr).criteria(type), end);
    }

    private void check(Subscribed subscribed, String id) {
        Reply reply = ehr.client().send(EhrRequest.get("Subscription/" + id));
        if (reply instanceof Reply.Absent) {
            missed();
            table.lost(subscribed);
            create(table.of(ehr.name(), type));
            return;
        }
        String status = done(reply).json().path("status").asText("requested");
        boolean served = SERVED.contains(status);
        table.status(subscribed, status);
        if (!served) {
            missed();
        }
        Instant now = clock.instant();
        boolean ends = subscribed
                .endsAt()
                .map(end ->
                        Duration.between(now, end).compareTo(settings().term().dividedBy(2)) < 0)
                .orElse(true);
        if (!served || ends) {
            Instant end = now.plus(settings().term());
            ObjectNode request = request(subscribed, end).put("id", id);
            done(ehr.client().send(EhrRequest.put("Subscription/" + id, request.toString())));
            table.granted(subscribed, id, "requested", end);
        }
    }

    /** What happened while nothing was told is searched for. */
    private void missed() {
        turns.ask(ehr.name(), Polling.WORK);
    }

    private static Reply.Done done(Reply reply) {
        if (reply instanceof Reply.Done done) {
            return done;
        }
        String reason = reply instanceof Reply.Refused refused ? refused.reason() : "It is not there.";
        throw EhrUnavailable.here(
                "no-subscription", "The Subscription was refused: " + reason.replaceFirst("\\.$", ""));
    }

    private static Optional<String> id(String location) {
        Matcher matcher = LOCATION.matcher(location);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
