package org.chartproof.coding.document;

import java.util.Arrays;

/**
 * The way back from the normalised text to the source: a table of runs, each of characters that follow each other in both. A note
 * of plain text has about one run a line where lines end in CR LF, and one in all where they don't.
 */
public final class SourceMap {

    /** What a position of the source is called in its format. */
    interface Places {
        SourcePlace at(int position);
    }

    private final int[] starts;
    private final int[] sources;
    private final int length;
    private final Places places;

    /**
     * @param starts first offset of each run in the normalised text, ascending from 0
     * @param sources the position in the source of each run's first character
     * @param length of the normalised text
     */
    SourceMap(int[] starts, int[] sources, int length, Places places) {
        this.starts = starts;
        this.sources = sources;
        this.length = length;
        this.places = places;
    }

    /**
     * Where a character stands. For the end of a span ask for its last character.
     *
     * @param offset of the character in the normalised text, from 0
     * @throws IndexOutOfBoundsException if the text has no such character
     */
    public SourcePlace place(int offset) {
        if (offset < 0 || offset >= length) {
            throw new IndexOutOfBoundsException("offset " + offset + " of " + length + " characters");
        }
        return places.at(sourceOf(offset, starts, sources, starts.length));
    }

    /** The number of runs: what the map costs, eight bytes each. */
    int runs() {
        return starts.length;
    }

    /** The position in the source of an offset, given the first {@code runs} runs. */
    static int sourceOf(int offset, int[] starts, int[] sources, int runs) {
        int found = Arrays.binarySearch(starts, 0, runs, offset);
        int run = found >= 0 ? found : -found - 2;
        return sources[run] + offset - starts[run];
    }
}
