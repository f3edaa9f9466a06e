package org.chartproof.coding.event;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chartproof.coding.CodingMode;
import org.chartproof.coding.EncounterFacts;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Note;
import org.chartproof.coding.Setting;
import org.chartproof.coding.Sex;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.document.NoteText;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.Sectioniser;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.sentence.Sentences;
import org.chartproof.coding.token.NoteWords;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.LoadedCodeSet;
import org.chartproof.terminology.Release;
import org.chartproof.terminology.TabularList;
import org.chartproof.terminology.Term;

/**
 * A note as the tests of events tell it: {@code Told.note("...").with("L50.9", "hives").codes()}.
 *
 * @param found code and words of what the note's terms led to
 */
record Told(String text, Setting setting, CodingMode mode, OptionalInt age, List<List<String>> found) {

    private static final Sectioniser SECTIONISER = new Sectioniser();
    private static final Assertions ASSERTIONS = new Assertions();

    private static final Release RELEASE = new Release(
            CodeSystem.ICD_10_CM,
            "events-2026",
            LocalDate.of(2025, 10, 1),
            LocalDate.of(2026, 9, 30),
            Release.Origin.OFFICIAL);

    static Told note(String text) {
        return new Told(text, Setting.OUTPATIENT, CodingMode.CLAIM, OptionalInt.empty(), List.of());
    }

    Told of(Setting where) {
        return new Told(text, where, mode, age, found);
    }

    Told of(CodingMode what) {
        return new Told(text, setting, what, age, found);
    }

    Told aged(int years) {
        return new Told(text, setting, mode, OptionalInt.of(years), found);
    }

    /** A code that the words led to before events are looked for. */
    Told with(String code, String words) {
        List<List<String>> more = new ArrayList<>(found);
        more.add(List.of(code, words));
        return new Told(text, setting, mode, age, more);
    }

    /** The codes of events, in the order found, each once. */
    List<String> codes() {
        return candidates().stream()
                .filter(candidate -> candidate.assertion() instanceof Assertion.Affirmed)
                .map(candidate -> candidate.code().value())
                .distinct()
                .toList();
    }

    /** The pregnancy that the note tells of. */
    Optional<org.chartproof.coding.Pregnancy> pregnancy() {
        return look().pregnancy();
    }

    /** The codes of the encounter with its events. */
    List<String> all() {
        return look().candidates().stream()
                .map(candidate -> candidate.code().value())
                .toList();
    }

    /** What the note's terms led to and the events tell as past. */
    List<String> past() {
        return look().candidates().stream()
                .filter(candidate -> candidate.assertion() instanceof Assertion.Historical)
                .map(candidate -> candidate.code().value())
                .toList();
    }

    List<Candidate> candidates() {
        List<Candidate> all = look().candidates();
        return all.subList(found.size(), all.size());
    }

    private Events.Found look() {
        CodeSet codeSet = codeSet();
        Note note = new Note("note", new NoteText(text));
        List<Token> tokens = Tokenizer.tokens(text);
        List<Sentence> sentences = SECTIONISER.sections(text).stream()
                .flatMap(section -> Sentences.of(section, tokens, text).stream())
                .toList();
        List<Candidate> before = found.stream()
                .map(one -> before(codeSet, sentences, one.get(0), one.get(1)))
                .toList();
        EncounterFacts facts = new EncounterFacts(setting, LocalDate.of(2026, 3, 2), Sex.UNKNOWN, age, mode);
        return new Events(codeSet, ASSERTIONS)
                .find(facts, List.of(new Reading(note, sentences, new NoteWords(tokens))), before);
    }

    private Candidate before(CodeSet codeSet, List<Sentence> sentences, String code, String words) {
        int begin = text.indexOf(words);
        int end = begin + words.length();
        SectionKind section = sentences.stream()
                .map(Sentence::section)
                .filter(one -> one.begin() <= begin && end <= one.end())
                .findFirst()
                .orElseThrow()
                .kind();
        return new Candidate(
                codeSet.billable(code).orElseThrow(),
                new Evidence("note", begin, end, words),
                section,
                new Assertion.Affirmed(),
                false,
                Term.Source.INDEX,
                Optional.empty(),
                List.of());
    }

    /** The codes that the tables of the package and of the drugs lead to. */
    private static CodeSet codeSet() {
        CodeTable.Builder table = new CodeTable.Builder();
        EventCodes.all().forEach(code -> table.add(code, "Title of " + code, true));
        return new LoadedCodeSet(RELEASE, table.build(), TabularList.EMPTY, List::of, List::of);
    }
}
