package org.chartproof.coding;

import java.util.List;

/** Codes encounters. The one border that servers, batch jobs and tests call. Safe for any number of threads. */
public interface Coder {

    /**
     * Codes one encounter.
     *
     * @param facts what is known beside the notes
     * @param notes its notes in order of writing; may be empty
     */
    Coding code(EncounterFacts facts, List<Note> notes);

    /** The engine's version, as it stands in every Provenance. */
    String version();
}
