package org.chartproof.server.writeback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.OptionalInt;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.CodedDiagnosis.Role;
import org.chartproof.coding.CodedEncounter;
import org.chartproof.coding.DocumentationQuery;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Note;
import org.chartproof.coding.Trace;
import org.chartproof.coding.document.NoteText;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Terminology;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;

/** An invented admission with two notes, coded by hand: what the engine would say does not matter here. */
public final class ExampleChart {

    public static final Route.Bands BANDS = new Route.Bands(0.95, 0.80);

    /** Characters beyond ASCII and beyond one UTF-16 unit stand before the words, so that wrong counting shows. */
    static final String HISTORY = "Émile, 😷 mask on. Cough and fever. Pneumonia of the right lobe. No chest pain.\n";

    static final String DISCHARGE = "Hospital course: acute kidney injury on day 3. Pneumonia treated.\n";

    private static final CodeSet CODES = Terminology.starter()
            .on(CodeSystem.ICD_10_CM, LocalDate.of(2026, 5, 4))
            .orElseThrow();

    private Encounter encounter = encounter("IMP", EncounterStatus.FINISHED);
    private List<Coverage> coverages = List.of();
    private List<String> codes = List.of("J18.9", "N17.9");
    private boolean queried;
    private double confidence = 0.97;
    private int historyVersion = 1;

    public ExampleChart visit(String encounterClass, EncounterStatus status) {
        encounter = encounter(encounterClass, status);
        return this;
    }

    ExampleChart encounter(Encounter other) {
        encounter = other;
        return this;
    }

    public ExampleChart covered() {
        Coverage coverage = new Coverage();
        coverage.setId("Coverage/plan-b");
        coverages = List.of(coverage);
        return this;
    }

    public ExampleChart codes(String... list) {
        codes = Arrays.asList(list);
        return this;
    }

    public ExampleChart queried() {
        queried = true;
        return this;
    }

    ExampleChart confidence(double value) {
        confidence = value;
        return this;
    }

    ExampleChart historyAmended() {
        historyVersion = 2;
        return this;
    }

    public CodedChart build() {
        SourceNote history = note("history", historyVersion, "2026-05-02T08:00:00.250Z", HISTORY);
        SourceNote discharge = note("discharge", 1, "2026-05-04T16:30:00Z", DISCHARGE);
        List<CodedDiagnosis> diagnoses = new ArrayList<>();
        for (String code : codes) {
            diagnoses.add(diagnosis(code, diagnoses.isEmpty()));
        }
        Evidence chestPain = quote("history", HISTORY, "chest pain");
        List<DroppedCandidate> dropped = List.of(new DroppedCandidate(
                "R07.9", "Chest pain", List.of(chestPain), DroppedCandidate.Reason.NEGATED, "negation cue before it"));
        List<DocumentationQuery> queries = queried
                ? List.of(new DocumentationQuery(
                        codes.get(0),
                        "type",
                        "Which organism, if known?",
                        List.of(quote("history", HISTORY, "Pneumonia"))))
                : List.of();
        return new CodedChart(
                encounter,
                coverages,
                List.of(history, discharge),
                new CodedEncounter(CODES.release(), "0.0-test", diagnoses, dropped, queries, confidence),
                OptionalInt.of(codes.size()));
    }

    private CodedDiagnosis diagnosis(String code, boolean first) {
        boolean admitted = "IMP".equals(encounter.getClass_().getCode());
        List<Evidence> evidence =
                switch (code) {
                    case "J18.9" ->
                        List.of(quote("history", HISTORY, "Pneumonia"), quote("discharge", DISCHARGE, "Pneumonia"));
                    case "N17.9" -> List.of(quote("discharge", DISCHARGE, "acute kidney injury"));
                    case "R05.1" -> List.of(quote("history", HISTORY, "Cough"));
                    default -> throw new IllegalArgumentException(code);
                };
        Role role = first ? admitted ? Role.PRINCIPAL : Role.FIRST_LISTED : Role.ADDITIONAL;
        PresentOnAdmission onAdmission = !admitted
                ? PresentOnAdmission.NOT_APPLICABLE
                : "N17.9".equals(code) ? PresentOnAdmission.NO : PresentOnAdmission.YES;
        Trace trace = new Trace(List.of(
                new Trace.Step(Trace.Kind.SECTION, "hospital course"),
                new Trace.Step(Trace.Kind.INDEX, "Pneumonia"),
                new Trace.Step(Trace.Kind.ASSERTION, "affirmed")));
        return new CodedDiagnosis(code(code), role, 0.912, evidence, onAdmission, trace);
    }

    private static BillableCode code(String value) {
        return CODES.billable(value).orElseThrow();
    }

    private static Evidence quote(String note, String text, String words) {
        int begin = text.indexOf(words);
        return new Evidence(note, begin, begin + words.length(), words);
    }

    private static SourceNote note(String id, int version, String storedAt, String text) {
        return new SourceNote(
                new IdType("DocumentReference", id, Integer.toString(version)),
                Date.from(Instant.parse(storedAt)),
                new Note(id, new NoteText(text)));
    }

    static Encounter encounter(String encounterClass, EncounterStatus status) {
        Encounter encounter = new Encounter();
        encounter.setId("Encounter/stay-7/_history/4");
        encounter.getMeta().setLastUpdated(Date.from(Instant.parse("2026-05-04T17:00:00Z")));
        encounter.setStatus(status);
        encounter
                .getClass_()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .setCode(encounterClass);
        encounter.setSubject(new Reference("Patient/ann"));
        encounter.setServiceProvider(new Reference("Organization/hospital"));
        encounter.addParticipant().setIndividual(new Reference("RelatedPerson/husband"));
        encounter.addParticipant().setIndividual(new Reference("Practitioner/doe"));
        encounter.getPeriod().getStartElement().setValueAsString("2026-05-01T08:00:00Z");
        encounter.getPeriod().getEndElement().setValueAsString("2026-05-04T16:00:00Z");
        return encounter;
    }
}
