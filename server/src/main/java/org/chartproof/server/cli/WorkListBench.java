package org.chartproof.server.cli;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chartproof.server.config.ConfigLoader;
import org.chartproof.server.writeback.Canonical;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a coder waits for: a page of a long work list, and codes while they type; each asked over HTTP as the pages ask it. */
@Command(
        name = "worklist",
        description = "Milliseconds for a page of a work list of many cases, and for codes as one types.",
        mixinStandardHelpOptions = true)
final class WorkListBench implements Callable<Integer> {

    private static final int BATCH = 200;
    private static final int PAYERS = 20;
    private static final int CASES_OF_A_PATIENT = 10;
    private static final int DAYS = 60;
    private static final int TEN = 10;
    private static final int TWENTY = 20;
    private static final int ROUNDS = 3;
    private static final int SHORTEST = 2;
    private static final int OK = 200;
    private static final double NANOS_A_MILLI = 1e6;
    private static final String CLASSES = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private static final List<String> ROUTES =
            List.of("coder-review", "documentation-query", "auto-final-sample", "auto-final");
    private static final List<String> SERVICES = List.of("IMP", "AMB", "EMER", "OBSENC");

    /** Beside what each of them has; as the work list's filters. */
    private static final Map<String, String> SEARCHES = searches();

    private static final List<String> TYPED = List.of(
            "pneumonia",
            "essential hypertension",
            "type 2 diabetes",
            "heart failure",
            "wrist fracture",
            "kidney",
            "E11.2",
            "J44");

    @Option(names = "--data", required = true, description = "Folder for the server's data; made if absent.")
    private Path data = Path.of("");

    @Option(names = "--cases", defaultValue = "10000", description = "Cases on the list (default ${DEFAULT-VALUE}).")
    private int cases;

    @Option(names = "--searches", defaultValue = "100", description = "Of each kind (default ${DEFAULT-VALUE}).")
    private int searches;

    @Option(names = "--terminology", description = "Folder with the official code set files; else the starter's.")
    private Optional<Path> terminology = Optional.empty();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Map<String, String> searches() {
        String todo = "status=ready,in-progress,on-hold";
        Map<String, String> searches = new LinkedHashMap<>();
        searches.put("to do, urgent, then oldest", todo + "&_sort=-priority,authored-on");
        searches.put("to do, newest first", todo + "&_sort=-authored-on");
        searches.put("to do, most at stake first", todo + "&_sort=-work-value,authored-on");
        searches.put("of a route", todo + "&business-status=documentation-query&_sort=-priority,authored-on");
        searches.put("of a service", todo + "&work-service=EMER&_sort=-priority,authored-on");
        searches.put("of a payer", todo + "&work-payer=Organization/payer-3&_sort=-priority,authored-on");
        searches.put("taken", "status=in-progress,on-hold&_sort=-priority,authored-on");
        return searches;
    }

    @Override
    public Integer call() throws Exception {
        ConfigLoader config = new ConfigLoader(Map.of())
                .override("data-directory", data.toString(), "--data")
                .override("server.port", "0", "bench")
                .override("server.rate-limit", "0", "bench")
                .override("security.access", "open", "bench")
                .override("coding.enabled", "false", "bench");
        if (terminology.isPresent()) {
            config.override("terminology.directory", terminology.get().toString(), "--terminology");
        }
        ChartproofServer server = ChartproofServer.start(config.load());
        try {
            URI fhir = URI.create("http://127.0.0.1:" + server.port() + "/fhir/");
            fill(server);
            for (Map.Entry<String, String> search : SEARCHES.entrySet()) {
                String form = "code=review-coding&" + search.getValue()
                        + "&_count=50&_include=Task:patient&_include=Task:encounter&_include=Task:work-payer";
                measure(
                        search.getKey(),
                        () -> ask(fhir.resolve("Task/_search"), "x-www-form-urlencoded", encoded(form)));
            }
            typeAhead(fhir.resolve("ValueSet/$expand"));
        } finally {
            server.close();
        }
        return 0;
    }

    /** Stores the cases, unless they are there from a run before. */
    private void fill(ChartproofServer server) {
        @SuppressWarnings("unchecked")
        IFhirSystemDao<Bundle, Meta> system = server.bean(IFhirSystemDao.class);
        List<Resource> resources = new ArrayList<>();
        for (int i = 0; i < PAYERS; i++) {
            resources.add(named(new Organization().setName("Plan " + i), "payer-" + i));
        }
        for (int i = 0; i < cases; i++) {
            if (i % CASES_OF_A_PATIENT == 0) {
                Patient patient = new Patient();
                patient.addName().setFamily("Bench" + i).addGiven("Nora");
                resources.add(named(patient, "patient-" + i));
            }
            Encounter encounter = new Encounter().setStatus(EncounterStatus.INPROGRESS);
            encounter.setClass_(new Coding().setSystem(CLASSES).setCode(SERVICES.get(i % SERVICES.size())));
            encounter.setSubject(new Reference("Patient/patient-" + i / CASES_OF_A_PATIENT * CASES_OF_A_PATIENT));
            resources.add(named(encounter, "encounter-" + i));
            resources.add(task(i, encounter));
        }
        for (int at = 0; at < resources.size(); at += BATCH) {
            Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
            for (Resource resource : resources.subList(at, Math.min(resources.size(), at + BATCH))) {
                bundle.addEntry()
                        .setResource(resource)
                        .getRequest()
                        .setMethod(HTTPVerb.PUT)
                        .setUrl(resource.fhirType() + "/" + resource.getIdPart());
            }
            system.transaction(new SystemRequestDetails(), bundle);
        }
        System.out.printf(Locale.ROOT, "%d cases, %d resources%n", cases, resources.size());
    }

    private static <R extends Resource> R named(R resource, String id) {
        resource.setId(id);
        return resource;
    }

    /** As the engine makes one, in what a work list looks at. */
    private static Task task(int i, Encounter encounter) {
        Task task = named(new Task(), "review-encounter-" + i);
        task.setIntent(TaskIntent.ORDER);
        task.setStatus(
                i % TEN == 0 ? TaskStatus.COMPLETED : i % TWENTY == 1 ? TaskStatus.INPROGRESS : TaskStatus.READY);
        task.setPriority(i % TWENTY == 2 ? TaskPriority.URGENT : TaskPriority.ROUTINE);
        task.setCode(concept(Canonical.TASK_CODE, "review-coding"));
        task.setBusinessStatus(concept(Canonical.REVIEW_ROUTE, ROUTES.get(i / SERVICES.size() % ROUTES.size())));
        task.setFor(encounter.getSubject());
        task.setEncounter(new Reference("Encounter/encounter-" + i));
        task.setAuthoredOnElement(
                new DateTimeType(LocalDate.of(2026, 5, 4).minusDays(i % DAYS).toString()));
        task.addExtension(new Extension(Canonical.WORK_SERVICE, new CodeableConcept(encounter.getClass_())));
        task.addExtension(new Extension(Canonical.WORK_PAYER, new Reference("Organization/payer-" + i % PAYERS)));
        task.addExtension(new Extension(
                Canonical.WORK_VALUE, new Quantity().setValue(1 + i % TWENTY).setUnit("codes")));
        return task;
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }

    /** Each letter that a coder types asks anew. */
    private void typeAhead(URI expand) throws IOException, InterruptedException {
        List<String> beginnings = new ArrayList<>();
        for (String words : TYPED) {
            for (int end = SHORTEST; end <= words.length(); end++) {
                beginnings.add(words.substring(0, end));
            }
        }
        List<Double> millis = new ArrayList<>();
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            for (String words : beginnings) {
                String parameters =
                        """
                        {"resourceType": "Parameters", "parameter": [
                          {"name": "url", "valueUri": "http://hl7.org/fhir/sid/icd-10-cm?fhir_vs"},
                          {"name": "filter", "valueString": "%s"},
                          {"name": "date", "valueDateTime": "2026-05-04"},
                          {"name": "count", "valueInteger": 40}]}
                        """
                                .formatted(words);
                double took = ask(expand, "fhir+json", parameters);
                if (round >= 0) {
                    millis.add(took);
                }
            }
        }
        report("codes as one types", millis);
    }

    private interface Request {
        double millis() throws IOException, InterruptedException;
    }

    private void measure(String name, Request request) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = -TWENTY; i < searches; i++) {
            double took = request.millis();
            if (i >= 0) {
                millis.add(took);
            }
        }
        report(name, millis);
    }

    private double ask(URI at, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at)
                .header("Accept", "application/fhir+json")
                .header("Content-Type", "application/" + type)
                // As a browser does for pages that are not to be stored; an answer kept from a moment ago is none.
                .header("Cache-Control", "no-cache")
                .POST(BodyPublishers.ofString(body))
                .build();
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        double millis = (System.nanoTime() - begin) / NANOS_A_MILLI;
        if (answer.statusCode() != OK) {
            throw new IOException("HTTP " + answer.statusCode() + " to " + at.getPath());
        }
        return millis;
    }

    private static String encoded(String form) {
        StringBuilder encoded = new StringBuilder();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            encoded.append(encoded.isEmpty() ? "" : "&")
                    .append(pair, 0, equals + 1)
                    .append(URLEncoder.encode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return encoded.toString();
    }

    private static void report(String name, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-28s p50 %6.1f ms, p95 %6.1f ms, p99 %6.1f ms%n",
                name,
                at(sorted, 0.5),
                at(sorted, 0.95),
                at(sorted, 0.99));
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }
}
