package org.chartproof.terminology.icd10cm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.CodeRange;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSets;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.Concept;
import org.chartproof.terminology.DrugEntry;
import org.chartproof.terminology.DrugTable;
import org.chartproof.terminology.IndexEntry;
import org.chartproof.terminology.NeoplasmSite.Behaviour;
import org.chartproof.terminology.NeoplasmTable;
import org.chartproof.terminology.TabularNote;
import org.chartproof.terminology.Term;
import org.chartproof.terminology.file.PublishedFile;
import org.chartproof.terminology.lexicon.Lexicon;
import org.chartproof.terminology.lexicon.LexiconRow;
import org.chartproof.terminology.lexicon.LexiconSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallReleaseTest {

    private final Path folder;
    private final Path cache;
    private final List<String> said = new ArrayList<>();

    SmallReleaseTest(@TempDir Path folder, @TempDir Path cache) {
        this.folder = folder;
        this.cache = cache;
    }

    private List<CodeSet> load() {
        return new Icd10cmReleases(LexiconSource.of(new Lexicon(List.of())), Optional.of(cache), said::add)
                .load(folder);
    }

    private CodeSet only() {
        List<CodeSet> sets = load();
        assertThat(sets).hasSize(1);
        return sets.get(0);
    }

    @Test
    void codesAreFoundInAnySpellingAndHeadersAreNotBillable() throws IOException {
        SmallRelease.installIn(folder);
        CodeSet set = only();
        assertThat(set.billable("e119")).map(BillableCode::value).contains("E11.9");
        assertThat(set.billable("S93.4xxa")).map(BillableCode::display).contains("Twisted ankle, first visit");
        assertThat(set.billable("E11")).isEmpty();
        assertThat(set.find("E11")).contains(new Concept("E11", "Sugar illness, later kind", false));
        assertThat(set.find("Z99")).isEmpty();
        assertThat(set.parent("S93.4XXA")).map(Concept::code).contains("S93.4");
        assertThat(set.children("S934")).extracting(Concept::code).containsExactly("S93.4XXA", "S93.4XXD");
    }

    @Test
    void notesAreInheritedFromCategoryBlockAndChapter() throws IOException {
        SmallRelease.installIn(folder);
        assertThat(only().notes("E11.9"))
                .extracting(TabularNote::kind, TabularNote::heldBy)
                .containsExactly(
                        tuple(TabularNote.Kind.INCLUSION_TERM, "E11.9"),
                        tuple(TabularNote.Kind.EXCLUDES2, "E11"),
                        tuple(TabularNote.Kind.USE_ADDITIONAL, "E08-E13"),
                        tuple(TabularNote.Kind.EXCLUDES1, "E00-E89"));
    }

    @Test
    void seventhCharactersHoldForAllBelowTheirPlace() throws IOException {
        SmallRelease.installIn(folder);
        CodeSet set = only();
        assertThat(set.seventhCharacters("S93.4").orElseThrow().meanings()).containsOnlyKeys("A", "D");
        assertThat(set.seventhCharacters("S93.4XXD").orElseThrow().heldBy()).isEqualTo("S93");
        assertThat(set.seventhCharacters("E11.9")).isEmpty();
    }

    @Test
    void withoutAnOrderFileSeventhCharactersAreWrittenOutWithPlaceholder() throws IOException {
        Files.writeString(folder.resolve("icd10cm_tabular_2026.xml"), SmallRelease.TABULAR);
        assertThat(only().codes()).extracting(BillableCode::value).containsExactly("E11.9", "S93.4XXA", "S93.4XXD");
    }

    @Test
    void indexPathsBecomeWordingsInBothOrdersAndSeeLeadsOn() throws IOException {
        SmallRelease.installIn(folder);
        List<Term> terms = only().terms();
        assertThat(terms)
                .filteredOn(term ->
                        term.source() == Term.Source.INDEX && term.code().equals("E11.9"))
                .extracting(Term::words)
                .contains(
                        "sugar", "sugary", "sugar illness later", "later illness sugar", "syrup blood", "sweet sugar");
        assertThat(terms)
                .extracting(Term::words)
                .doesNotContain("belly")
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(terms)
                .filteredOn(term -> term.words().equals("grown-up adult sugar illness"))
                .extracting(Term::source)
                .containsExactly(Term.Source.TABULAR_INCLUSION);
    }

    @Test
    void aSubstanceIsFoundByItsWordsAndASubEntryByItsOwn() throws IOException {
        SmallRelease.installIn(folder);
        DrugTable drugs = only().drugs();
        assertThat(drugs.entries())
                .extracting(DrugEntry::substance)
                .containsExactly("Bitter pill NEC", "Bitter pill NEC, green", "Sour drop");
        DrugEntry pill = drugs.find("BITTER  pill").orElseThrow();
        assertThat(pill.poisoningAccidental()).contains("S93.4");
        assertThat(pill.poisoningAssault()).isEmpty();
        assertThat(drugs.find("bitter pill (crushed)")).contains(pill);
        assertThat(drugs.find("green bitter pill"))
                .map(DrugEntry::adverseEffect)
                .contains(Optional.of("E11.9"));
        assertThat(drugs.find("green")).isEqualTo(drugs.find("bitter pill, green"));
        assertThat(drugs.find("sour drop").orElseThrow().poisoningAccidental()).contains("E11");
        assertThat(drugs.find("stone")).isEmpty();
    }

    @Test
    void aNeoplasmIsFoundBySiteAndBehaviour() throws IOException {
        SmallRelease.installIn(folder);
        NeoplasmTable table = only().neoplasms();
        assertThat(table.code("upper lobe of lung", Behaviour.MALIGNANT_PRIMARY))
                .contains("S93.4");
        assertThat(table.code("Lung, upper lobe", Behaviour.BENIGN)).contains("E11.9");
        assertThat(table.code("upper lobe", Behaviour.IN_SITU)).isEmpty();
        assertThat(table.code("", Behaviour.MALIGNANT_SECONDARY)).contains("E11.9");
        assertThat(table.find("toe")).isEmpty();
    }

    @Test
    void externalCausesAreAnIndexOfTheirOwn() throws IOException {
        SmallRelease.installIn(folder);
        assertThat(only().externalCauses()).extracting(IndexEntry::title).containsExactly("Fall");
        assertThat(only().index()).extracting(IndexEntry::title).doesNotContain("Fall");
    }

    @Test
    void codesOnTheListAreExemptFromPresentOnAdmissionAndNoneWithoutIt() throws IOException {
        SmallRelease.installIn(folder);
        assertThat(only().poaExempt("s934xxd")).isTrue();
        assertThat(only().poaExempt("S93.4XXA")).isFalse();
        Files.delete(folder.resolve("POAexemptCodesFY26.txt"));
        assertThat(only().poaExempt("S93.4XXD")).isFalse();
    }

    @Test
    void aListOfExemptCodesWithoutItsColumnIsRefused() throws IOException {
        SmallRelease.installIn(folder);
        Files.writeString(folder.resolve("POAexemptCodesFY26.txt"), "Order26\tDescription\n00001\tx\n");
        assertThatThrownBy(this::load)
                .isInstanceOf(BrokenInstallation.class)
                .hasMessageContaining("POAexemptCodesFY26.txt: has no column POAexemptCode");
    }

    @Test
    void aStoredReleaseEqualsTheReleaseThatWasRead() throws IOException {
        SmallRelease.installIn(folder);
        CodeSet fresh = only();
        said.clear();
        CodeSet stored = only();
        assertThat(said).noneMatch(line -> line.startsWith("reading"));
        ReleaseEquality.assertSame(fresh, stored);
    }

    @Test
    void aDamagedStoreIsBuiltAgain() throws IOException {
        SmallRelease.installIn(folder);
        CodeSet fresh = only();
        Path file = cache.resolve("icd10cm-2026.cpt");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        said.clear();
        ReleaseEquality.assertSame(fresh, only());
        assertThat(said).anyMatch(line -> line.contains("building it again"));
    }

    @Test
    void newSourcesMakeTheStoreStale() throws IOException {
        SmallRelease.installIn(folder);
        assertThat(only().find("E11.9")).map(Concept::display).hasValueSatisfying(title -> assertThat(title)
                .endsWith("unspecified"));
        List<String> order = new ArrayList<>(SmallRelease.ORDER);
        order.set(1, SmallRelease.order(2, "E119", 1, "Another title"));
        Files.write(folder.resolve("icd10cm-order-2026.txt"), order);
        assertThat(only().find("E11.9")).map(Concept::display).contains("Another title");
    }

    @Test
    void aLaterListOfCodesTakesHeadersNotesAndIndexFromTheReleaseBefore() throws IOException {
        SmallRelease.installIn(folder);
        Files.write(
                folder.resolve("icd10cm_codes_2027.txt"),
                List.of("E118    Sugar illness, newly split", "S934XXA Twisted ankle, first visit"));
        List<CodeSet> sets = load();
        CodeSet next = sets.get(1);
        assertThat(next.release().version()).isEqualTo("2027");
        assertThat(next.codes()).extracting(BillableCode::value).containsExactly("E11.8", "S93.4XXA");
        assertThat(next.find("E11")).map(Concept::display).contains("Sugar illness, later kind");
        assertThat(next.find("E11.9")).isEmpty();
        assertThat(next.notes("E11.8")).extracting(TabularNote::heldBy).contains("E11", "E08-E13");
        assertThat(next.terms()).extracting(Term::code).contains("E11.8", "E11").doesNotContain("E11.9");
    }

    @Test
    void anEditionOfAprilIsInForceFromAprilAndTakesItsNotesFromOctober() throws IOException {
        SmallRelease.installIn(folder);
        Files.write(
                folder.resolve("icd10cm-order-April 2026.txt"),
                List.of(
                        SmallRelease.order(1, "E11", 0, "Sugar illness, later kind"),
                        SmallRelease.order(2, "E118", 1, "Sugar illness, new in spring"),
                        SmallRelease.order(3, "E119", 1, "Sugar illness, later kind, unspecified")));
        List<CodeSet> loaded = load();
        assertThat(loaded).extracting(set -> set.release().version()).containsExactly("2026", "2026-04");
        CodeSets sets = new CodeSets(loaded);
        CodeSet winter =
                sets.on(CodeSystem.ICD_10_CM, LocalDate.of(2026, 3, 31)).orElseThrow();
        CodeSet spring = sets.on(CodeSystem.ICD_10_CM, LocalDate.of(2026, 4, 1)).orElseThrow();
        assertThat(winter.billable("E11.8")).isEmpty();
        assertThat(spring.billable("E11.8")).isPresent();
        assertThat(spring.notes("E11.8")).extracting(TabularNote::heldBy).contains("E11", "E08-E13");
        assertThat(sets.on(CodeSystem.ICD_10_CM, LocalDate.of(2026, 9, 30))).contains(spring);
        assertThat(sets.on(CodeSystem.ICD_10_CM, LocalDate.of(2026, 10, 1))).isEmpty();
    }

    @Test
    void aStoredVocabularyEqualsTheOneThatWasMade() throws IOException {
        SmallRelease.installIn(folder);
        List<Term> made = only().terms();
        assertThat(Files.exists(cache.resolve("icd10cm-2026-terms.cpt"))).isTrue();
        assertThat(only().terms()).isEqualTo(made);
        Lexicon other = new Lexicon(List.of(new LexiconRow(
                "E11.9",
                "Sugar",
                List.of(new Term(
                        "candy blood",
                        "E11.9",
                        Term.Source.LEXICON,
                        List.of("candy blood"),
                        new Term.Context(List.of("sugar"), List.of()))))));
        for (int i = 0; i < 2; i++) {
            assertThat(new Icd10cmReleases(LexiconSource.of(other), Optional.of(cache), said::add)
                            .load(folder)
                            .get(0)
                            .terms())
                    .hasSize(made.size() + 1)
                    .filteredOn(term -> term.words().equals("candy blood"))
                    .extracting(term -> term.requires().any())
                    .containsExactly(List.of("sugar"));
        }
    }

    @Test
    void aFileThatIsCutOffIsRefusedByName() throws IOException {
        SmallRelease.installIn(folder);
        Files.writeString(
                folder.resolve("icd10cm-tabular-2026.xml"),
                SmallRelease.TABULAR.substring(0, SmallRelease.TABULAR.length() / 2));
        assertThatThrownBy(this::load)
                .isInstanceOf(BrokenInstallation.class)
                .hasMessageContaining("icd10cm-tabular-2026.xml")
                .hasMessageContaining("Download");
    }

    @Test
    void anArchiveThatIsCutOffIsRefusedByName() throws IOException {
        SmallRelease.installIn(folder);
        byte[] whole = Files.readAllBytes(folder.resolve("table-and-index.zip"));
        Files.write(folder.resolve("icd10cm-table-index.zip"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(this::load)
                .isInstanceOf(BrokenInstallation.class)
                .hasMessageContaining("icd10cm-table-index.zip");
    }

    @Test
    void anArchiveThatUnpacksToFarTooMuchIsRefused() throws IOException {
        SmallRelease.zip(
                folder.resolve("icd10cm.zip"),
                Map.of("icd10cm-codes-2026.txt", "\n".repeat((int) PublishedFile.MAX_BYTES + 1)));
        assertThat(Files.size(folder.resolve("icd10cm.zip"))).isLessThan(1 << 20);
        assertThatThrownBy(this::load)
                .isInstanceOf(BrokenInstallation.class)
                .hasMessageContaining("unpacks to more than");
    }

    @Test
    void aTabularListOfAnotherYearIsRefused() throws IOException {
        SmallRelease.installIn(folder);
        Files.writeString(
                folder.resolve("icd10cm-tabular-2026.xml"),
                SmallRelease.TABULAR.replace("<version>2026", "<version>2024"));
        assertThatThrownBy(this::load).isInstanceOf(BrokenInstallation.class).hasMessageContaining("is of 2024");
    }

    @Test
    void anOrderFileWithMissingLinesIsRefused() throws IOException {
        SmallRelease.installIn(folder);
        List<String> order = new ArrayList<>(SmallRelease.ORDER);
        order.remove(2);
        Files.write(folder.resolve("icd10cm-order-2026.txt"), order);
        assertThatThrownBy(this::load).isInstanceOf(BrokenInstallation.class).hasMessageContaining("line 3");
        Files.write(folder.resolve("icd10cm-order-2026.txt"), SmallRelease.ORDER.subList(0, 3));
        assertThatThrownBy(this::load).isInstanceOf(BrokenInstallation.class).hasMessageContaining("lacks 1 codes");
    }

    @Test
    void aDocumentTypeWithAnExternalEntityIsRefused() throws IOException {
        SmallRelease.installIn(folder);
        Files.writeString(
                folder.resolve("icd10cm-index-2026.xml"),
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><ICD10CM.index><version>2026</version>"
                        + "<letter><mainTerm><title>&e;</title></mainTerm></letter></ICD10CM.index>");
        assertThatThrownBy(this::load).isInstanceOf(BrokenInstallation.class).hasMessageContaining("document type");
    }

    @Test
    void anEmptyOrAbsentFolderHasNoRelease() {
        assertThat(load()).isEmpty();
        assertThat(new Icd10cmReleases(LexiconSource.of(new Lexicon(List.of())), Optional.empty(), said::add)
                        .load(folder.resolve("absent")))
                .isEmpty();
    }

    @Test
    void rangesInNotesAreResolved() throws IOException {
        SmallRelease.installIn(folder);
        // N18, P70 and the other kinds do not exist in this small release, so only what exists is named.
        NoteRanges ranges = new NoteRanges(table(
                "E08", "E08.44", "E10", "E10.44", "E13", "F10", "F11", "F11.0", "N18", "C43", "C4A", "C44", "T36",
                "T36.0", "T36.0X5", "T36.0X1", "T50", "T50.A15"));
        assertThat(ranges.in("other kinds (E08-E10, E13.-)"))
                .containsExactly(new CodeRange("E08", "E10"), new CodeRange("E13", "E13"));
        assertThat(ranges.in("stage (N18.-)")).containsExactly(new CodeRange("N18", "N18"));
        assertThat(ranges.in("use (F10.-, F11.0)"))
                .containsExactly(new CodeRange("F10", "F10"), new CodeRange("F11.0", "F11.0"));
        assertThat(ranges.in("skin (C43-C44)"))
                .containsExactly(new CodeRange("C43", "C44"), new CodeRange("C4A", "C4A"));
        assertThat(ranges.in("nerve (E08-E13 with .44)"))
                .containsExactly(new CodeRange("E08.44", "E08.44"), new CodeRange("E10.44", "E10.44"));
        assertThat(ranges.in("drug (T36-T50 with fifth or sixth character 5)"))
                .extracting(CodeRange::first)
                .containsExactly("T36.0X5", "T50.A15");
        assertThat(ranges.in("lack of vitamin B12 or G6PD")).isEmpty();
    }

    private static CodeTable table(String... codes) {
        CodeTable.Builder table = new CodeTable.Builder();
        for (String code : codes) {
            table.add(code, "title", true);
        }
        return table.build();
    }
}
