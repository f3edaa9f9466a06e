package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chartproof.server.e2e.AccessCallers.Asker;
import org.chartproof.server.e2e.AccessCharts.Thing;
import org.chartproof.server.e2e.AccessServer.Answer;
import org.chartproof.server.e2e.AccessServer.Server;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each caller times each type times each interaction, over HTTP. A cell fails both ways: what should be refused and is not, what should be allowed and is refused, and an answer that shows a resource
 * which its caller must not see, whatever its status.
 */
@ExtendWith(AccessServer.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessMatrixIT {

    private static final int CLIENTS = 4;
    private static final Pattern MARK = Pattern.compile("mark-([a-z-]+)");
    private static final List<Thing> THINGS = AccessCharts.all();
    private static final Map<String, List<Thing>> BY_TYPE = THINGS.stream().collect(Collectors.groupingBy(Thing::type));

    private static final AtomicInteger CELLS = new AtomicInteger();

    private final Collection<String> failures = new ConcurrentLinkedQueue<>();
    private final Server server;

    AccessMatrixIT(Server server) {
        this.server = server;
    }

    @Test
    @Order(1)
    void whatIsReadIsWhatRolesAndScopesAllow() throws Exception {
        forEach((asker, token) -> {
            for (Thing thing : THINGS) {
                read(asker, token, thing, thing.reference());
                read(asker, token, thing, thing.reference() + "/_history/1");
                history(asker, token, thing);
            }
            for (String type : BY_TYPE.keySet()) {
                search(asker, token, type, "", thing -> true);
                if (!AccessCharts.NOBODYS.contains(type)
                        && !Set.of("Binary", "Provenance", "Patient").contains(type)) {
                    search(asker, token, type, "&patient=Patient/" + AccessCharts.BORIS, thing -> thing.owner()
                            .equals(AccessCharts.BORIS));
                }
                typeHistory(asker, token, type);
            }
            readInBatch(asker, token);
        });
        report("reading");
    }

    @Test
    @Order(2)
    void whatIsWrittenIsWhatRolesAndScopesAllow() throws Exception {
        forEach((asker, token) -> {
            for (Thing thing : THINGS) {
                String id = thing.id();
                write(asker, token, thing, 'u', server.send("PUT", thing.reference(), token, thing.body()));
                write(
                        asker,
                        token,
                        thing,
                        'u',
                        server.send(
                                "PATCH",
                                thing.reference(),
                                token,
                                "[{\"op\":\"test\",\"path\":\"/id\",\"value\":\"" + id + "\"}]"));
                if (!asker.may(thing, 'c') || asker.name().equals("coder")) {
                    write(asker, token, thing, 'c', server.send("POST", thing.type(), token, thing.bodyWithoutId()));
                }
                if (!asker.may(thing, 'd')) {
                    write(asker, token, thing, 'd', server.send("DELETE", thing.reference(), token, ""));
                    write(asker, token, thing, 'd', batchEntry(token, "DELETE", thing.reference(), ""));
                }
                if (!asker.may(thing, 'u')) {
                    write(asker, token, thing, 'u', batchEntry(token, "PUT", thing.reference(), thing.body()));
                }
            }
        });
        report("writing");
        forEach((asker, token) -> THINGS.forEach(thing -> read(asker, token, thing, thing.reference())));
        report("reading after all that was refused");
        System.out.println("Cells of the access matrix: " + CELLS.get());
    }

    @Test
    @Order(3)
    void withoutATokenThereIsNothing() throws Exception {
        for (Thing thing : THINGS) {
            expect("without a token", thing.reference(), server.get(thing.reference(), ""), 401);
            expect("without a token", thing.type(), server.get(thing.type(), ""), 401);
            expect("without a token", "PUT", server.send("PUT", thing.reference(), "", thing.body()), 401);
        }
        report("no token");
    }

    private void read(Asker asker, String token, Thing thing, String path) {
        Answer answer = server.get(path, token);
        if (asker.may(thing, 'r')) {
            expect(asker.name(), path, answer, 200);
        } else {
            expect(asker.name(), path, answer, asker.may(thing.type(), 'r') ? 404 : 403);
        }
        noLeak(asker, path, answer);
    }

    private void history(Asker asker, String token, Thing thing) {
        String path = thing.reference() + "/_history";
        Answer answer = server.get(path, token);
        expect(asker.name(), path, answer, asker.may(thing, 'r') ? 200 : 403);
        noLeak(asker, path, answer);
    }

    private void typeHistory(Asker asker, String token, String type) {
        String path = type + "/_history?_count=100";
        Answer answer = server.get(path, token);
        if (answer.status() != 403 && !asker.may(type, 's')) {
            failures.add(asker.name() + " " + path + ": " + answer.status());
        }
        noLeak(asker, path, answer);
    }

    private void search(
            Asker asker, String token, String type, String further, java.util.function.Predicate<Thing> found) {
        String path = type + "?_count=100" + further;
        Answer answer = server.get(path, token);
        expect(asker.name(), path, answer, asker.may(type, 's') ? 200 : 403);
        noLeak(asker, path, answer);
        if (answer.status() == 200) {
            Set<String> expected = BY_TYPE.getOrDefault(type, List.of()).stream()
                    .filter(thing -> asker.may(thing, 's') && found.test(thing))
                    .map(Thing::id)
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> got = new TreeSet<>();
            answer.json()
                    .path("entry")
                    .forEach(entry -> got.add(entry.at("/resource/id").asText()));
            int shown = got.size();
            // What the server records of itself is beside the point.
            got.retainAll(THINGS.stream().map(Thing::id).toList());
            JsonNode total = answer.json().path("total");
            if (!got.equals(expected) || (total.isInt() && total.asInt() != shown)) {
                failures.add(asker.name() + " " + path + ": found " + got + " of " + total + ", expected " + expected);
            }
        }
    }

    private void readInBatch(Asker asker, String token) {
        StringBuilder entries = new StringBuilder();
        for (Thing thing : THINGS) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"request\":{\"method\":\"GET\",\"url\":\"")
                    .append(thing.reference())
                    .append("\"}}");
        }
        Answer answer = server.send(
                "POST", "/fhir", token, "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entries + "]}");
        expect(asker.name(), "batch", answer, asker.roles().isEmpty() ? 403 : 200);
        noLeak(asker, "batch", answer);
        for (int i = 0; answer.status() == 200 && i < THINGS.size(); i++) {
            CELLS.incrementAndGet();
            String status = answer.json().at("/entry/" + i + "/response/status").asText();
            if (status.startsWith("200") != asker.may(THINGS.get(i), 'r')) {
                failures.add(asker.name() + " batch GET " + THINGS.get(i).reference() + ": " + status);
            }
        }
    }

    private Answer batchEntry(String token, String method, String url, String body) {
        Answer answer = server.send(
                "POST",
                "/fhir",
                token,
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{"
                        + (body.isEmpty() ? "" : "\"resource\":" + body + ",") + "\"request\":{\"method\":\"" + method
                        + "\",\"url\":\"" + url + "\"}}]}");
        String status = answer.json().at("/entry/0/response/status").asText("");
        return status.isEmpty()
                ? answer
                : new Answer(Integer.parseInt(status.substring(0, 3)), answer.text(), answer.headers());
    }

    private void write(Asker asker, String token, Thing thing, char letter, Answer answer) {
        CELLS.incrementAndGet();
        boolean refused = answer.status() == 403;
        if (refused == asker.may(thing, letter) || answer.status() == 401 || answer.status() >= 500) {
            failures.add(asker.name() + " " + letter + " " + thing.reference() + ": " + answer.status() + " "
                    + answer.text());
        }
        noLeak(asker, letter + " " + thing.reference(), answer);
    }

    private void expect(String who, String what, Answer answer, int status) {
        CELLS.incrementAndGet();
        if (answer.status() != status) {
            failures.add(who + " " + what + ": " + answer.status() + " instead of " + status + " " + answer.text());
        }
    }

    private void noLeak(Asker asker, String what, Answer answer) {
        Matcher mark = MARK.matcher(answer.text());
        while (mark.find()) {
            for (Thing thing : THINGS) {
                boolean sees = asker.may(thing, 'r') || asker.may(thing, 's');
                if (thing.id().equals(mark.group(1)) && !sees) {
                    failures.add("LEAK to " + asker.name() + " by " + what + ": " + thing.reference());
                }
            }
        }
    }

    private interface Row {
        void of(Asker asker, String token);
    }

    private void forEach(Row row) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Void>> rows = new ArrayList<>();
            for (Asker asker : AccessCallers.all()) {
                String token = server.issuer().token(asker::claims);
                rows.add(() -> {
                    row.of(asker, token);
                    return null;
                });
            }
            for (Future<Void> done : clients.invokeAll(rows)) {
                done.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void report(String what) {
        assertThat(failures).as(what).isEmpty();
    }
}
