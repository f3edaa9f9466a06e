package org.chartproof.coding.copied;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Note;
import org.chartproof.coding.document.NoteText;
import org.junit.jupiter.api.Test;

class CopiedPassagesTest {

    private static final String FIRST =
            "Day 1, 03/02/2026 08:15\nShortness of breath for three days, on home oxygen, chest film"
                    + " shows right lower lobe pneumonia.\nPlan: antibiotics.";

    @Test
    void theSameNoteAgainIsAPassageWhateverItsTimestampAndWhiteSpace() {
        String second = FIRST.replace("03/02/2026 08:15", "03/03/2026 07:40")
                .replace(" ", "  ")
                .replace("\n", "\r\n");
        assertThat(original(second, "pneumonia", FIRST)).isEqualTo(FIRST.indexOf("pneumonia"));
        assertThat(original(second, "antibiotics", FIRST)).isEqualTo(FIRST.indexOf("antibiotics"));
    }

    @Test
    void aShortNoteSentTwiceIsAPassage() {
        assertThat(original("Sinus rhythm.", "rhythm", "Sinus rhythm")).isEqualTo(6);
    }

    @Test
    void aPassageWithinNewTextIsFoundAndTheNewTextIsNot() {
        String second =
                "Better today. Patient walks. Shortness of breath for three days, on home oxygen, chest film shows right"
                        + " lower lobe pneumonia. Pneumonia is ruled out by CT.";
        assertThat(original(second, "pneumonia", FIRST)).isEqualTo(FIRST.indexOf("pneumonia"));
        assertThat(original(second, "Pneumonia is", FIRST)).isEqualTo(-1);
        assertThat(original(second, "Better", FIRST)).isEqualTo(-1);
    }

    @Test
    void phrasesThatEverybodyWritesAreNoPassage() {
        assertThat(original("No acute distress. Lungs clear.", "distress", "No acute distress. Heart regular."))
                .isEqualTo(-1);
    }

    @Test
    void whatIsCopiedTwiceLeadsToTheFirst() {
        CopiedPassages passages =
                CopiedPassages.in(List.of(note("1", FIRST), note("2", FIRST), note("3", "New: " + FIRST)));
        int begin = 5 + FIRST.indexOf("pneumonia");
        assertThat(passages.original(new Evidence("3", begin, begin + 9, "pneumonia")))
                .contains(new CopiedPassages.Original("1", FIRST.indexOf("pneumonia")));
    }

    /** What is found is there: the word of the original is the word of the copy. */
    @Test
    void originalsHaveTheSameWord() {
        Random random = new Random(20261128);
        String[] words = "fever cough gout asthma with of the no left right , . \n 12:30 7".split(" ");
        int found = 0;
        for (int round = 0; round < 200; round++) {
            List<Note> notes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                StringBuilder text = new StringBuilder();
                for (int j = 0; j < 60; j++) {
                    text.append(words[random.nextInt(words.length)]).append(' ');
                }
                if (i > 0) {
                    String before = notes.get(random.nextInt(i)).text().text();
                    int from = before.indexOf(' ', random.nextInt(before.length() / 2));
                    text.insert(0, before.substring(from, before.indexOf(' ', from + 80) + 1));
                }
                notes.add(note("n" + i, text.toString()));
            }
            CopiedPassages passages = CopiedPassages.in(notes);
            for (Note note : notes) {
                String text = note.text().text();
                for (int at = text.indexOf("gout"); at >= 0; at = text.indexOf("gout", at + 1)) {
                    var original = passages.original(new Evidence(note.id(), at, at + 4, "gout"));
                    if (original.isPresent()) {
                        found++;
                        String source = notes.get(original.get().noteId().charAt(1) - '0')
                                .text()
                                .text();
                        assertThat(source.substring(original.get().begin())).startsWith("gout");
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(200);
    }

    private static int original(String second, String word, String first) {
        int begin = second.indexOf(word);
        return CopiedPassages.in(List.of(note("first", first), note("second", second)))
                .original(new Evidence("second", begin, begin + word.length(), word))
                .map(CopiedPassages.Original::begin)
                .orElse(-1);
    }

    private static Note note(String id, String text) {
        return new Note(id, new NoteText(text));
    }
}
