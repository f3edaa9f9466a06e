package org.chartproof.terminology.icd10cm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeRange;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Concept;
import org.chartproof.terminology.DrugEntry;
import org.chartproof.terminology.DrugTable;
import org.chartproof.terminology.IndexEntry;
import org.chartproof.terminology.LoadedCodeSet;
import org.chartproof.terminology.Medicines;
import org.chartproof.terminology.NeoplasmSite.Behaviour;
import org.chartproof.terminology.NeoplasmTable;
import org.chartproof.terminology.SeventhCharacters;
import org.chartproof.terminology.TabularNote;
import org.chartproof.terminology.Term;
import org.chartproof.terminology.lexicon.Lexicon;
import org.chartproof.terminology.lexicon.LexiconSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The publishers' files, where they lie beside the project. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialFilesTest {

    private final Map<String, CodeSet> sets = new HashMap<>();
    private Path folder = Path.of("");

    @BeforeAll
    void loadAll() {
        folder = shared().resolve("terminology/icd10cm");
        assumeTrue(Files.isDirectory(folder), "no official files at " + folder);
        for (CodeSet set : load(Optional.empty())) {
            sets.put(set.release().version(), set);
        }
    }

    private List<CodeSet> load(Optional<Path> cache) {
        return new Icd10cmReleases(LexiconSource.own(), cache, line -> {}).load(folder);
    }

    private static Path shared() {
        String stated = Optional.ofNullable(System.getProperty("chartproof.shared"))
                .or(() -> Optional.ofNullable(System.getenv("CHARTPROOF_SHARED")))
                .orElse("../../shared");
        return Path.of(stated).toAbsolutePath().normalize();
    }

    private CodeSet of(String version) {
        return Optional.ofNullable(sets.get(version)).orElseThrow();
    }

    @Test
    void everyRowOfTheOrderFileIsThere() {
        LoadedCodeSet set = (LoadedCodeSet) of("2026");
        assertThat(set.table().size()).isEqualTo(98_186);
        assertThat(set.codes()).hasSize(74_719);
        assertThat(of("2027").codes()).hasSize(74_879);
    }

    @Test
    void everyEntryOfTheIndexIsThere() {
        assertThat(of("2026").index()).hasSize(8_121);
        assertThat(count(of("2026").index())).isEqualTo(81_506);
    }

    private static int count(List<IndexEntry> entries) {
        return entries.stream().mapToInt(entry -> 1 + count(entry.subterms())).sum();
    }

    @Test
    void theReleaseInForceHasTheNewCodesAndNotTheOldOnes() {
        LocalDate day = LocalDate.of(2026, 11, 21);
        assertThat(of("2027").release().inForceOn(day)).isTrue();
        assertThat(of("2026").release().inForceOn(day)).isFalse();
    }

    @Test
    void lookUpsAreRight() {
        CodeSet set = of("2026");
        assertThat(set.billable("E11.319")).isPresent();
        assertThat(set.billable("e11319")).map(BillableCode::value).contains("E11.319");
        assertThat(set.billable("E11.3")).isEmpty();
        assertThat(set.parent("S72.001A")).map(Concept::code).contains("S72.001");
        assertThat(set.parent("T07.XXXA")).map(Concept::code).contains("T07");
        assertThat(set.parent("E11")).isEmpty();
        assertThat(set.find("QA0")).isPresent();
        for (BillableCode code : set.codes()) {
            assertThat(set.billable(code.value().replace(".", ""))).contains(code);
        }
    }

    @Test
    void seventhCharactersAgreeWithTheOrderFile() {
        CodeSet set = of("2026");
        assertThat(set.seventhCharacters("S72.0").orElseThrow().meanings()).containsKeys("A", "B", "C", "S");
        assertThat(set.seventhCharacters("T07").orElseThrow().meanings()).containsOnlyKeys("A", "D", "S");
        assertThat(set.seventhCharacters("I10")).isEmpty();
        int held = 0;
        int printedInFull = 0;
        for (BillableCode code : set.codes()) {
            if (code.value().length() == "S72.001A".length()) {
                Optional<SeventhCharacters> sevenths = set.seventhCharacters(code.value());
                if (sevenths.isEmpty()) {
                    printedInFull++;
                } else {
                    held++;
                    assertThat(sevenths.get().meanings())
                            .as(code.value())
                            .containsKey(code.value().substring("S72.001".length()));
                }
            }
        }
        assertThat(held).isGreaterThan(40_000);
        // The Tabular List prints some codes of seven characters as entries of their own, e.g. C44.1021.
        assertThat(printedInFull).isBetween(1, 300);
    }

    @Test
    void notesNameTheirCodes() {
        CodeSet set = of("2026");
        assertThat(set.notes("E11.22"))
                .anySatisfy(note -> {
                    assertThat(note.kind()).isEqualTo(TabularNote.Kind.USE_ADDITIONAL);
                    assertThat(note.ranges()).anyMatch(range -> range.contains("N18.30"));
                })
                .anySatisfy(note -> {
                    assertThat(note.kind()).isEqualTo(TabularNote.Kind.EXCLUDES1);
                    assertThat(note.heldBy()).isEqualTo("E11");
                });
        assertThat(set.notes("J06.9")).extracting(TabularNote::heldBy).contains("J00-J06", "J00-J99");
        long named = set.codes().stream()
                .map(code -> set.notes(code.value()))
                .flatMap(List::stream)
                .map(TabularNote::ranges)
                .mapToLong(List::size)
                .sum();
        assertThat(named).isPositive();
        assertThat(new CodeRange("I10", "I1A").contains("I16.9")).isTrue();
    }

    private void holds(String code, TabularNote.Kind kind, String heldBy, String... named) {
        assertThat(of("2026").notes(code)).as(code).anySatisfy(note -> {
            assertThat(note.kind()).isEqualTo(kind);
            assertThat(note.heldBy()).isEqualTo(heldBy);
            for (String each : named) {
                assertThat(note.ranges()).anyMatch(range -> range.contains(each));
            }
        });
    }

    @Test
    void everyKindOfInstructionIsInheritedAndItsRangesAreResolved() {
        holds("I10", TabularNote.Kind.INCLUDES, "I10");
        holds("J45.909", TabularNote.Kind.INCLUSION_TERM, "J45.909");
        holds("J18.9", TabularNote.Kind.EXCLUDES2, "J00-J99");
        holds("E10.9", TabularNote.Kind.EXCLUDES1, "E10", "E11.9");
        holds("F02.80", TabularNote.Kind.CODE_FIRST, "F02", "G30.9");
        holds("S02.0XXA", TabularNote.Kind.CODE_ALSO, "S02", "S06.0X0A");
        // "hypertension (I10-I1A)" at the block of cerebrovascular diseases
        holds("I63.9", TabularNote.Kind.USE_ADDITIONAL, "I60-I69", "I10", "I16.9", "I1A.0");
        assertThat(of("2026").billable("T78.2XXA")).isPresent();
        assertThat(of("2026").billable("T78.2A")).isEmpty();
        assertThat(of("2026").seventhCharacters("T78.2XXA").orElseThrow().meanings())
                .containsOnlyKeys("A", "D", "S");
    }

    @Test
    void wordsLeadToTheCodesThatTheIndexGives() {
        Map<String, String> codes = new HashMap<>();
        of("2026").terms().forEach(term -> codes.put(term.words(), term.code()));
        assertThat(codes)
                .hasSizeGreaterThan(200_000)
                .containsEntry("type 2 diabetes with retinopathy", "E11.319")
                .containsEntry("diabetes type 2 with retinopathy", "E11.319")
                .containsEntry("abdominal pain", "R10.9")
                .containsEntry("pain abdominal", "R10.9")
                .containsEntry("acute diastolic heart failure", "I50.31")
                .hasEntrySatisfying("femur fracture", code -> assertThat(code).startsWith("S72.9"))
                .containsEntry("atrial fibrillation", "I48.91")
                .containsEntry("abdominalgia", "R10.9")
                .containsEntry("essential hypertension", "I10")
                .doesNotContainKeys("abdomen", "disease", "with");
    }

    @Test
    void substancesLeadToTheCodesOfTheDrugTable() {
        DrugTable drugs = of("2026").drugs();
        assertThat(drugs.entries()).hasSizeGreaterThan(7_000);
        DrugEntry warfarin = drugs.find("Warfarin").orElseThrow();
        assertThat(warfarin.poisoningAccidental()).contains("T45.511");
        assertThat(warfarin.adverseEffect()).contains("T45.515");
        assertThat(warfarin.underdosing()).contains("T45.516");
        assertThat(drugs.find("prozac")).map(DrugEntry::adverseEffect).contains(Optional.of("T43.225"));
        assertThat(drugs.find("aminoglycoside antibiotic"))
                .map(DrugEntry::poisoningSelfHarm)
                .contains(Optional.of("T36.5X2"));
        assertThat(drugs.find("carbon monoxide").orElseThrow().underdosing()).isEmpty();
        assertThat(drugs.find("acid")).map(DrugEntry::substance).contains("Acid NEC");
        assertThat(drugs.entries()).allSatisfy(entry -> entry.poisoningAccidental()
                .ifPresent(code ->
                        assertThat(of("2026").find(code)).as(entry.toString()).isPresent()));
    }

    @Test
    void sitesLeadToTheCodesOfTheNeoplasmTable() {
        NeoplasmTable table = of("2026").neoplasms();
        assertThat(table.code("lung, upper lobe", Behaviour.MALIGNANT_PRIMARY)).contains("C34.1");
        assertThat(table.code("brain", Behaviour.MALIGNANT_SECONDARY)).contains("C79.31");
        assertThat(table.code("abdominal wall", Behaviour.MALIGNANT_PRIMARY)).contains("C44.509");
        assertThat(table.code("colon", Behaviour.BENIGN)).contains("D12.6");
        assertThat(table.code("", Behaviour.MALIGNANT_PRIMARY)).contains("C80.1");
    }

    @Test
    void externalCausesAndExemptCodesAreThere() {
        assertThat(of("2026").externalCauses()).hasSizeGreaterThan(150).anySatisfy(entry -> assertThat(entry.title())
                .isEqualTo("Fall, falling"));
        assertThat(of("2026").codes().stream().filter(code -> of("2026").poaExempt(code.value())))
                .hasSize(38_349);
        assertThat(of("2027").poaExempt("Z79.4")).isTrue();
        assertThat(of("2017").poaExempt("Z79.4")).isFalse();
    }

    @Test
    void termsLeadOnlyToRowsOfTheirRelease() {
        for (String version : List.of("2026", "2027")) {
            CodeSet set = of(version);
            assertThat(set.terms()).isNotEmpty().allSatisfy(term -> assertThat(set.find(term.code()))
                    .isPresent());
        }
    }

    @Test
    void lexiconCodesAreBillableInBothYears() {
        Lexicon.own().rows().forEach(row -> {
            assertThat(of("2026").billable(row.code()))
                    .as(row.code() + " in 2026")
                    .isPresent();
            assertThat(of("2027").billable(row.code()))
                    .as(row.code() + " in 2027")
                    .isPresent();
        });
        assertThat(of("2026").terms()).extracting(Term::source).contains(Term.Source.INDEX);
    }

    @Test
    void codesOfOurDrugsAreBillableInBothYears() {
        for (String version : List.of("2026", "2027")) {
            CodeSet set = of(version);
            assertThat(Medicines.own()).allSatisfy(medicine -> {
                String poisoning = (medicine.tableCode() + "1XX").substring(0, "T40.2X1".length()) + "A";
                assertThat(set.billable(poisoning)).as(medicine.name()).isPresent();
                medicine.kind().longTermCode().ifPresent(code -> assertThat(set.billable(code))
                        .as(medicine.kind().name())
                        .isPresent());
                medicine.kind().allergyCode().ifPresent(code -> assertThat(set.billable(code))
                        .as(medicine.kind().name())
                        .isPresent());
            });
        }
    }

    @Test
    void olderOfficialFilesLoadWithoutAnOrderFile() {
        assertThat(of("2017").codes()).hasSizeBetween(71_000, 72_500);
        assertThat(of("2021").codes()).hasSizeBetween(72_000, 73_500);
        assertThat(of("2017").billable("S72.001A")).isPresent();
    }

    @Test
    void aStoredReleaseEqualsTheReleaseThatWasRead(@TempDir Path cache) {
        load(Optional.of(cache));
        CodeSet stored = load(Optional.of(cache)).stream()
                .filter(set -> set.release().version().equals("2026"))
                .findFirst()
                .orElseThrow();
        ReleaseEquality.assertSame(of("2026"), stored);
    }
}
