package org.chartproof.bundles.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.chartproof.bundles.demo.DemoDocument;
import org.chartproof.bundles.demo.DemoEncounters;
import org.chartproof.bundles.golden.GoldenCases;
import org.chartproof.coding.Note;
import org.chartproof.coding.document.DocumentReader;
import org.chartproof.coding.document.NoteText;
import org.chartproof.coding.document.Reading;

/** Notes of one length made of the texts of our demo and golden cases, in ever new mixtures: all words, no padding. */
final class DenseNotes {

    private final List<String> texts = new ArrayList<>();
    private final int length;
    private final Random random;

    /** @param length in characters */
    DenseNotes(int length, long seed) {
        this.length = length;
        this.random = new Random(seed);
        GoldenCases.load().forEach(one -> one.notes()
                .forEach(note -> texts.add(note.text().text())));
        DocumentReader reader = new DocumentReader();
        DemoEncounters.load().encounters().stream()
                .flatMap(encounter -> encounter.documents().stream())
                .map(document -> read(reader, document))
                .forEach(texts::add);
    }

    private static String read(DocumentReader reader, DemoDocument document) {
        if (reader.read(document.bytes(), document.contentType()) instanceof Reading.Readable readable) {
            return readable.text().text();
        }
        throw new IllegalStateException(document.file() + " is not readable");
    }

    List<Note> next(int count) {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            notes.add(new Note("note", new NoteText(mixture())));
        }
        return notes;
    }

    private String mixture() {
        List<String> order = new ArrayList<>(texts);
        Collections.shuffle(order, random);
        StringBuilder mixture = new StringBuilder();
        for (int i = 0; mixture.length() < length; i++) {
            mixture.append(order.get(i % order.size())).append("\n\n");
        }
        return mixture.substring(0, length);
    }
}
