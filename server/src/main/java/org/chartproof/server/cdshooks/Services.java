package org.chartproof.server.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.chartproof.server.cdshooks.CardLedger.Shown;
import org.chartproof.server.fhir.RestConfiguration;
import org.chartproof.server.status.PublicAddress;

/** What the services answer, from what is stored: nothing is coded in a request. */
final class Services {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HookReader reader;
    private final VisitFinder visits;
    private final OpenQueries queries;
    private final Cards cards;
    private final CardLedger ledger;
    private final PublicAddress address;
    private final int mostCards;
    private final Supplier<UUID> ids;

    Services(
            HookReader reader,
            VisitFinder visits,
            OpenQueries queries,
            Cards cards,
            CardLedger ledger,
            PublicAddress address,
            int mostCards,
            Supplier<UUID> ids) {
        this.reader = reader;
        this.visits = visits;
        this.queries = queries;
        this.cards = cards;
        this.ledger = ledger;
        this.address = address;
        this.mostCards = mostCards;
        this.ids = ids;
    }

    /** What an EHR is told of the services. */
    static ObjectNode discovery() {
        ObjectNode discovery = JSON.createObjectNode();
        ArrayNode list = discovery.putArray("services");
        for (HookService service : HookService.values()) {
            ObjectNode one = list.addObject()
                    .put("hook", service.hook())
                    .put("id", service.id())
                    .put("title", service.title())
                    .put("description", service.description());
            one.putObject("prefetch")
                    .put("patient", "Patient/{{context.patientId}}")
                    .put("encounter", "Encounter/{{context.encounterId}}");
            one.put(
                    "usageRequirements",
                    "Encounters and patients are found by their identifiers: those of the prefetched resources, or of those that"
                            + " fhirAuthorization lets this service read.");
        }
        return discovery;
    }

    /**
     * The cards of a request.
     *
     * @param client  name of the EHR that asks
     * @param witness told of the cards before they leave
     */
    ObjectNode answer(HookService service, String client, JsonNode body, Consumer<Shown> witness) {
        HookRequest request = reader.read(body, service);
        Visit visit = visits.find(request, URI.create(address.at(RestConfiguration.BASE_PATH)));
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putArray("cards");
        if (visit instanceof Visit.Known known) {
            Set<String> settled = ledger.settled(service, client, request.user());
            List<OpenQuery> open = queries.of(known, issue -> !settled.contains(issue));
            List<Shown> shown = new ArrayList<>();
            for (OpenQuery query : open.subList(0, Math.min(mostCards, open.size()))) {
                UUID id = ids.get();
                list.add(cards.card(id, query, service, request));
                shown.add(new Shown(
                        id, service, client, request.user(), query.issue(), query.patient(), query.encounter()));
            }
            if (open.size() > mostCards) {
                list.add(cards.more(ids.get(), open.size() - mostCards, open.get(mostCards)));
            }
            ledger.shown(shown);
            shown.forEach(witness);
        }
        return answer;
    }
}
