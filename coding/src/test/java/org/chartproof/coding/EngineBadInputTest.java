package org.chartproof.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.chartproof.coding.document.NoteText;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSets;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Terminology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that nobody wrote and texts that somebody wrote to do harm: what must hold of any of them, on the starter code set. */
class EngineBadInputTest {

    private static final LocalDate DATE = LocalDate.of(2026, 3, 2);
    private static final CodeSets CODE_SETS = Terminology.starter();
    private static final CodeSet CODE_SET =
            CODE_SETS.on(CodeSystem.ICD_10_CM, DATE).orElseThrow();
    private static final CodingEngine ENGINE = new CodingEngine(CODE_SETS, "test");

    /** Twenty times the text may take up to twice twenty times the work. */
    private static final int LONGER = 20;

    private static final double MOST_WORK = 2.0 * LONGER;

    /** Below, what is measured is the clock; in nanoseconds. */
    private static final long TOO_SHORT_TO_TELL = 150_000_000;

    private static List<String> noteLines = List.of();

    @BeforeAll
    static void readNotes() throws IOException {
        noteLines = CaseFile.all().stream()
                .flatMap(one -> one.notes().stream())
                .flatMap(note -> note.text().text().lines())
                .toList();
    }

    private enum Kind {
        LINES_OF_NOTES,
        LINES_WITHOUT_LINE_ENDS,
        CAPITALS,
        WORDS,
        TERMS_AND_CUES,
        PUNCTUATION,
        GARBAGE,
        OTHER_LANGUAGES,
        LINES_AND_GARBAGE
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofAnyTextInAnyModeTheResultIsGroundedBillableAndTheSameTwice(Kind kind) {
        Random random = new Random(20261128 + kind.ordinal());
        for (int round = 0; round < 60; round++) {
            List<Note> notes = new ArrayList<>();
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                boolean again = i > 0 && random.nextInt(4) == 0;
                String text = again ? notes.get(0).text().text() : text(kind, random);
                notes.add(new Note("note-" + i, new NoteText(text)));
            }
            CodingMode mode = CodingMode.values()[round % CodingMode.values().length];
            Setting setting = Setting.values()[round % Setting.values().length];
            CodedEncounter coded = code(mode, setting, notes);
            assertThat(code(mode, setting, notes)).isEqualTo(coded);
            assertHolds(coded, notes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\n", "\t\r\n", ".", ":", "(", ")", "\ufeff", "\ud800", "\udc00x", "\u0000", "0", "-", "'",
                "+", "(-)", "A:", ":\n:"
            })
    void almostNothingIsAnswered(String text) {
        assertHolds(code(CodingMode.CLAIM, Setting.INPATIENT, List.of(note(text))), List.of(note(text)));
    }

    @Test
    void fiveThousandRepeatedMentionsAreOneDiagnosis() {
        for (String between : new String[] {". ", ", ", " ", "\n", " and ", "; "}) {
            Note note = note("Assessment:\n" + ("pneumonia" + between).repeat(5000));
            CodedEncounter coded = code(CodingMode.CLAIM, Setting.INPATIENT, List.of(note));
            assertThat(coded.diagnoses()).hasSizeLessThanOrEqualTo(1);
            assertHolds(coded, List.of(note));
        }
    }

    @Test
    void tenMillionCharactersAreAnswered() {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder();
        while (text.length() < 10_000_000) {
            text.append(noteLines.get(random.nextInt(noteLines.size()))).append('\n');
        }
        Note note = note(text.toString());
        assertThat(code(CodingMode.MENTIONS, Setting.OUTPATIENT, List.of(note)).diagnoses())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\t",
                "\n",
                " \n",
                "(",
                ")",
                "()",
                ":",
                "PMH: ",
                "PMH:\n",
                "\nASSESSMENT:\n",
                "1",
                "1. ",
                "1.",
                "1.1",
                "a",
                "aaaa ",
                "A",
                "-",
                "--- ",
                "=",
                "*",
                "# ",
                ".",
                ". ",
                ",",
                ", ",
                ";",
                "'s",
                "no ",
                "denies, ",
                "history of ",
                "right ",
                "left and ",
                "with ",
                "due to ",
                "and ",
                "pneumonia ",
                "pneumonia, ",
                "no pneumonia ",
                "fracture of the ",
                "type 2 ",
                "diabetes with ",
                "mg ",
                "08/12/2026 ",
                "22 weeks ",
                "BP 120/80 ",
                "\u0301",
                "\ud83d\ude00",
                "\ud800",
                "\u4e2d",
                "x\u200b"
            })
    void workGrowsWithTheLengthOfTheTextAndNoFaster(String piece) {
        String once = "pneumonia " + piece.repeat(20_000 / piece.length()) + " cough";
        String longer = "pneumonia " + piece.repeat(LONGER * 20_000 / piece.length()) + " cough";
        code(CodingMode.CLAIM, Setting.INPATIENT, List.of(note(once)));
        long work = work(longer);
        if (work > TOO_SHORT_TO_TELL) {
            long base = Math.min(work(once), Math.min(work(once), work(once)));
            assertThat(Math.min(work, work(longer)) / (double) base)
                    .as("times the work")
                    .isLessThan(MOST_WORK);
        }
    }

    @Test
    void workGrowsWithTheLengthOfARealNoteAndNoFaster() {
        Random random = new Random(8);
        StringBuilder once = new StringBuilder();
        StringBuilder longer = new StringBuilder();
        for (int i = 0; i < 300 * LONGER; i++) {
            String line = noteLines.get(random.nextInt(noteLines.size()));
            longer.append(line).append('\n');
            if (i < 300) {
                once.append(line).append('\n');
            }
        }
        work(once.toString());
        long base = Math.min(work(once.toString()), work(once.toString()));
        assertThat(work(longer.toString()) / (double) base).isLessThan(MOST_WORK);
    }

    @Test
    void workGrowsWithTheNumberOfNotesAndNoFaster() {
        List<Note> few = new ArrayList<>();
        List<Note> many = new ArrayList<>();
        for (int i = 0; i < 100 * LONGER; i++) {
            Note note =
                    new Note("note-" + i, new NoteText(noteLines.get(i % noteLines.size()) + "\nNo pneumonia. Gout."));
            many.add(note);
            if (i < 100) {
                few.add(note);
            }
        }
        work(few);
        long base = Math.min(work(few), work(few));
        assertThat(Math.max(0, work(many) - TOO_SHORT_TO_TELL) / (double) base).isLessThan(MOST_WORK);
    }

    private static String text(Kind kind, Random random) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            text.append(
                    switch (kind) {
                        case LINES_OF_NOTES -> line(random) + "\n";
                        case LINES_WITHOUT_LINE_ENDS -> line(random) + " ";
                        case CAPITALS -> line(random).toUpperCase(java.util.Locale.ROOT) + "\r\n";
                        case WORDS -> any(random, line(random).split(" ")) + " ";
                        case TERMS_AND_CUES -> any(random, CUES) + " " + term(random) + any(random, MARKS);
                        case PUNCTUATION -> any(random, MARKS).repeat(1 + random.nextInt(5));
                        case GARBAGE -> String.valueOf((char) random.nextInt(0x10000));
                        case OTHER_LANGUAGES -> any(random, LANGUAGES) + any(random, MARKS);
                        case LINES_AND_GARBAGE ->
                            random.nextInt(3) == 0
                                    ? any(random, MARKS) + (char) random.nextInt(0x300)
                                    : line(random) + "\r";
                    });
        }
        return text.toString();
    }

    private static String line(Random random) {
        return noteLines.get(random.nextInt(noteLines.size()));
    }

    private static String term(Random random) {
        return TERMS.get(random.nextInt(TERMS.size()));
    }

    private static String any(Random random, String... choices) {
        return choices.length == 0 ? "" : choices[random.nextInt(choices.length)];
    }

    private static final List<String> TERMS =
            CODE_SET.terms().stream().map(term -> term.words()).toList();

    private static final String[] CUES = {
        "no",
        "denies",
        "possible",
        "history of",
        "mother had",
        "return if",
        "ruled out",
        "right",
        "left",
        "both",
        "acute",
        "chronic",
        "due to",
        "with",
        "secondary to",
        "s/p",
        "without",
        "rule out",
        "resolved",
        "type 2",
        "stage 3",
        "at 22 weeks gestation",
        "",
        "",
        "and",
        "or",
        "complicated by",
        "adverse effect of",
        "overdose of",
        "allergic to",
        "fell from"
    };

    private static final String[] MARKS = {
        " ",
        ", ",
        ". ",
        "\n",
        "; ",
        ": ",
        " (",
        ") ",
        "/",
        "-",
        " - ",
        "\t",
        "\n\nPMH: ",
        "\nASSESSMENT:\n",
        "\nFH: ",
        "\nPLAN:\n1. ",
        "?",
        "!",
        "\"",
        "'",
        "\u2019s ",
        "+",
        "(-)",
        "*",
        "_",
        "#",
        "[ ]",
        "[x]",
        "1)",
        "\u2022 ",
        "\r\n",
        "=>",
        "&",
        "%",
        "\u00b0",
        "..."
    };

    private static final String[] LANGUAGES = {
        "paciente con neumon\u00eda",
        "Lungenentz\u00fcndung",
        "pneumonie aigu\u00eb",
        "\u80ba\u708e",
        "\u043f\u043d\u0435\u0432\u043c\u043e\u043d\u0438\u044f",
        "\u0627\u0644\u062a\u0647\u0627\u0628",
        "\u05d3\u05dc\u05e7\u05ea",
        "\u0e1b\u0e2d\u0e14\u0e1a\u0e27\u0e21",
        "\ud3d0\ub834",
        "I\u0307stanbul",
        "\u1e9e\u00df",
        "\ufb01brillation"
    };

    private static void assertHolds(CodedEncounter coded, List<Note> notes) {
        Stream.of(
                        coded.diagnoses().stream().flatMap(one -> one.evidence().stream()),
                        coded.dropped().stream().flatMap(one -> one.evidence().stream()),
                        coded.queries().stream().flatMap(one -> one.evidence().stream()))
                .flatMap(all -> all)
                .forEach(one -> {
                    Note note = notes.stream()
                            .filter(candidate -> candidate.id().equals(one.noteId()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(one.words()).isEqualTo(note.text().words(one.begin(), one.end()));
                });
        assertThat(coded.diagnoses()).allSatisfy(one -> {
            assertThat(CODE_SET.billable(one.code().value())).contains(one.code());
            assertThat(one.evidence()).isNotEmpty();
            assertThat(one.confidence()).isBetween(0.0, 1.0);
        });
        assertThat(coded.diagnoses().stream().map(CodedDiagnosis::code)).doesNotHaveDuplicates();
        assertThat(coded.dropped()).allSatisfy(one -> assertThat(one.evidence()).isNotEmpty());
        assertThat(coded.confidence()).isBetween(0.0, 1.0);
    }

    private static long work(String text) {
        return work(List.of(note(text)));
    }

    /** Processor time of this thread, in nanoseconds: other work on the machine does not count. */
    private static long work(List<Note> notes) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        code(CodingMode.CLAIM, Setting.INPATIENT, notes);
        return Math.max(1, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }

    private static CodedEncounter code(CodingMode mode, Setting setting, List<Note> notes) {
        Coding coding = ENGINE.code(new EncounterFacts(setting, DATE, Sex.UNKNOWN, OptionalInt.empty(), mode), notes);
        assertThat(coding).isInstanceOf(Coding.Coded.class);
        return ((Coding.Coded) coding).encounter();
    }

    private static Note note(String text) {
        return new Note("note", new NoteText(text));
    }
}
