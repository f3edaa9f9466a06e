package org.chartproof.server.ehr.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.chartproof.server.ehr.arrival.News;
import org.chartproof.server.ehr.arrival.ResourceKey;
import org.chartproof.server.ehr.arrival.Told;
import org.chartproof.server.ehr.arrival.Way;
import org.chartproof.server.ehr.connection.Ehr;
import org.chartproof.server.ehr.connection.Ehrs;
import org.chartproof.server.ehr.polling.Polling;
import org.chartproof.server.ehr.subscription.SubscriptionTable.Subscribed;
import org.chartproof.server.ehr.turn.TurnTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /notify/SECRET} and {@code /notify/SECRET/Type/ID}: where EHRs tell of news. Whoever knows the secret may; all that can be told is which resource to look at, so that a lie costs a request
 * and no more. The answer goes out after the commit.
 */
public final class NotifyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where it answers. */
    public static final String PATH = "/notify";

    private static final Logger LOG = LoggerFactory.getLogger(NotifyServlet.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("POST", "PUT", "DELETE");
    private static final int LONGEST_SECRET = 64;

    private final transient Ehrs ehrs;
    private final transient SubscriptionTable table;
    private final transient News news;
    private final transient TurnTable turns;
    private final transient Runnable wakeTurns;
    private final long longestBody;

    /** @param wakeTurns called after a search was asked for */
    public NotifyServlet(
            Ehrs ehrs, SubscriptionTable table, News news, TurnTable turns, Runnable wakeTurns, long longestBody) {
        this.ehrs = ehrs;
        this.table = table;
        this.news = news;
        this.turns = turns;
        this.wakeTurns = wakeTurns;
        this.longestBody = longestBody;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        try {
            response.setStatus(take(request));
        } catch (RuntimeException e) {
            // It is told again, or found by the next search.
            LOG.error("A notification was not put down: {}", e.getClass().getSimpleName());
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private int take(HttpServletRequest request) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
        int slash = path.indexOf('/');
        String secret = slash < 0 ? path : path.substring(0, slash);
        Optional<Subscribed> subscribed =
                secret.isEmpty() || secret.length() > LONGEST_SECRET ? Optional.empty() : table.withSecret(secret);
        Optional<Ehr> ehr = subscribed.flatMap(one -> ehrs.named(one.source()));
        if (ehr.isEmpty()) {
            return HttpServletResponse.SC_NOT_FOUND;
        }
        if (!METHODS.contains(request.getMethod())) {
            return HttpServletResponse.SC_METHOD_NOT_ALLOWED;
        }
        byte[] body = request.getInputStream().readNBytes((int) Math.min(longestBody + 1, Integer.MAX_VALUE - 8));
        if (body.length > longestBody) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        Optional<Notification> notification = read(ehr.get(), slash < 0 ? "" : path.substring(slash + 1), body);
        notification.ifPresent(one -> put(subscribed.get(), one));
        return notification.isPresent() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_BAD_REQUEST;
    }

    private static Optional<Notification> read(Ehr ehr, String address, byte[] body) throws IOException {
        Optional<ResourceKey> named = ResourceKey.parse(address);
        if (named.isPresent()) {
            return named.map(Notification::of);
        }
        if (body.length == 0) {
            return Optional.of(Notification.empty());
        }
        try {
            JsonNode tree = JSON.readTree(body);
            return Optional.ofNullable(tree)
                    .filter(JsonNode::isObject)
                    .map(one -> Notification.of(one, ehr.source().base().toString()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void put(Subscribed subscribed, Notification notification) {
        List<Told> told = notification.resources().stream().map(Told::of).toList();
        boolean search = notification.unnamed() || isGap(subscribed.lastEvent(), notification);
        news.tell(subscribed.source(), Way.SUBSCRIPTION, told, () -> {
            table.heard(subscribed, notification.last());
            if (search) {
                turns.ask(subscribed.source(), Polling.WORK);
            }
        });
        if (search) {
            wakeTurns.run();
        }
    }

    /** Whether an event came before that this server was not told of. */
    private static boolean isGap(OptionalLong known, Notification notification) {
        if (notification.last().isEmpty()) {
            return false;
        }
        long before = known.orElse(0);
        // Of a heartbeat, which has no event of its own, the count so far has to be the known one.
        long next = notification.first().orElse(notification.last().getAsLong() + 1);
        return next > before + 1;
    }
}
