package org.chartproof.coding.copied;

import java.util.Arrays;

/** Hashes of shingles and where each stands first: open addressing, 16 bytes a slot. */
final class ShingleTable {

    /** No place. */
    static final long NONE = -1;

    private long[] hashes = new long[1 << 10];
    private long[] places = new long[1 << 10];
    private int size;

    ShingleTable() {
        Arrays.fill(places, NONE);
    }

    /** The place of a hash. */
    long get(long hash) {
        return places[slot(hash)];
    }

    void putIfAbsent(long hash, int note, int word) {
        int slot = slot(hash);
        if (places[slot] != NONE) {
            return;
        }
        hashes[slot] = hash;
        places[slot] = (long) note << 32 | word;
        if (++size * 2 > places.length) {
            grow();
        }
    }

    static int note(long place) {
        return (int) (place >>> 32);
    }

    static int word(long place) {
        return (int) place;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldPlaces = places;
        hashes = new long[oldHashes.length * 2];
        places = new long[oldPlaces.length * 2];
        Arrays.fill(places, NONE);
        for (int i = 0; i < oldPlaces.length; i++) {
            if (oldPlaces[i] != NONE) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                places[slot] = oldPlaces[i];
            }
        }
    }

    private int slot(long hash) {
        int slot = (int) (hash * 0xD6E8FEB86659FD93L >>> 33) & places.length - 1;
        while (places[slot] != NONE && hashes[slot] != hash) {
            slot = slot + 1 & places.length - 1;
        }
        return slot;
    }
}
