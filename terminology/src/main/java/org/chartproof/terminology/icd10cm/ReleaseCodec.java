package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.chartproof.terminology.Books;
import org.chartproof.terminology.CodeRange;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.DrugEntry;
import org.chartproof.terminology.DrugTable;
import org.chartproof.terminology.Edition;
import org.chartproof.terminology.IndexEntry;
import org.chartproof.terminology.NeoplasmSite;
import org.chartproof.terminology.NeoplasmSite.Behaviour;
import org.chartproof.terminology.NeoplasmTable;
import org.chartproof.terminology.SeventhCharacters;
import org.chartproof.terminology.TabularList;
import org.chartproof.terminology.TabularNote;

/** A release as bytes. Indexes and tables are sections of their own, decoded when first asked for. */
final class ReleaseCodec {

    private ReleaseCodec() {}

    static byte[] encode(ReleaseContent content) {
        BinaryOut out = new BinaryOut();
        out.number(content.edition().year());
        out.number(content.edition().april() ? 1 : 0);
        encodeTable(content.table(), out);
        encodeTabular(content.tabular(), out);
        encodeExempt(content, out);
        section(out, content.books().index().get(), ReleaseCodec::encodeEntry);
        section(out, content.books().externalCauses().get(), ReleaseCodec::encodeEntry);
        section(out, content.books().drugs().get().entries(), ReleaseCodec::encodeDrug);
        section(out, content.books().neoplasms().get().headings(), ReleaseCodec::encodeSite);
        return out.toByteArray();
    }

    static ReleaseContent decode(byte[] bytes, int begin) {
        BinaryIn in = new BinaryIn(bytes, begin);
        Edition edition = new Edition(in.number(), in.number() == 1);
        CodeTable table = decodeTable(in);
        TabularList tabular = decodeTabular(in);
        Set<String> exempt = decodeExempt(table, in);
        Books books = new Books(
                section(in, ReleaseCodec::decodeEntry, list -> list),
                section(in, ReleaseCodec::decodeEntry, list -> list),
                section(in, ReleaseCodec::decodeDrug, DrugTable::new),
                section(in, ReleaseCodec::decodeSite, NeoplasmTable::new));
        return new ReleaseContent(edition, table, tabular, books, exempt);
    }

    private static <T> void section(BinaryOut out, List<T> elements, BiConsumer<BinaryOut, T> writer) {
        BinaryOut part = new BinaryOut();
        part.list(elements, writer);
        out.section(part);
    }

    private static <T, B> Supplier<B> section(BinaryIn in, Function<BinaryIn, T> reader, Function<List<T>, B> book) {
        byte[] part = in.section();
        return () -> book.apply(new BinaryIn(part, 0).list(reader));
    }

    /** The exempt codes as steps from row to row: half of all rows, one byte each. */
    private static void encodeExempt(ReleaseContent content, BinaryOut out) {
        List<Integer> steps = new ArrayList<>();
        int before = 0;
        for (int row = 0; row < content.table().size(); row++) {
            if (content.poaExempt().contains(content.table().code(row))) {
                steps.add(row - before);
                before = row;
            }
        }
        out.list(steps, BinaryOut::number);
    }

    private static Set<String> decodeExempt(CodeTable table, BinaryIn in) {
        String[] codes = new String[in.number()];
        int row = 0;
        for (int i = 0; i < codes.length; i++) {
            row += in.number();
            codes[i] = table.code(row);
        }
        return Set.of(codes);
    }

    private static void encodeTable(CodeTable table, BinaryOut out) {
        out.number(table.size());
        for (int row = 0; row < table.size(); row++) {
            out.words(table.code(row));
            out.words(table.title(row));
            out.number(table.isBillable(row) ? 1 : 0);
        }
    }

    private static CodeTable decodeTable(BinaryIn in) {
        CodeTable.Builder table = new CodeTable.Builder();
        for (int left = in.number(); left > 0; left--) {
            table.add(in.words(), in.words(), in.number() == 1);
        }
        return table.build();
    }

    private static void encodeTabular(TabularList tabular, BinaryOut out) {
        // Many notes name the same codes: each list of ranges is written once.
        Map<List<CodeRange>, Integer> lists = new LinkedHashMap<>();
        Map<String, List<TabularNote>> notes = new TreeMap<>(tabular.notes());
        for (List<TabularNote> held : notes.values()) {
            for (TabularNote note : held) {
                lists.putIfAbsent(note.ranges(), lists.size());
            }
        }
        out.list(
                lists.keySet(),
                (to, list) -> to.list(list, (inner, range) -> {
                    inner.words(range.first());
                    inner.words(range.last());
                }));
        out.list(notes.entrySet(), (to, place) -> {
            to.words(place.getKey());
            to.list(place.getValue(), (inner, note) -> {
                inner.number(note.kind().ordinal());
                inner.words(note.text());
                inner.number(lists.getOrDefault(note.ranges(), 0));
            });
        });
        out.list(new TreeMap<>(tabular.above()).entrySet(), (to, category) -> {
            to.words(category.getKey());
            to.list(category.getValue(), BinaryOut::words);
        });
        out.list(new TreeMap<>(tabular.sevenths()).values(), (to, sevenths) -> {
            to.words(sevenths.heldBy());
            to.list(sevenths.meanings().entrySet(), (inner, meaning) -> {
                inner.words(meaning.getKey());
                inner.words(meaning.getValue());
            });
        });
    }

    private static TabularList decodeTabular(BinaryIn in) {
        List<List<CodeRange>> lists = in.list(from -> from.list(range -> new CodeRange(range.words(), range.words())));
        TabularNote.Kind[] kinds = TabularNote.Kind.values();
        Map<String, List<TabularNote>> notes = new HashMap<>();
        for (int left = in.number(); left > 0; left--) {
            String place = in.words();
            notes.put(
                    place,
                    in.list(from ->
                            new TabularNote(kinds[from.number()], from.words(), lists.get(from.number()), place)));
        }
        Map<String, List<String>> above = new HashMap<>();
        for (int left = in.number(); left > 0; left--) {
            above.put(in.words(), in.list(BinaryIn::words));
        }
        Map<String, SeventhCharacters> sevenths = new HashMap<>();
        for (int left = in.number(); left > 0; left--) {
            String heldBy = in.words();
            Map<String, String> meanings = new LinkedHashMap<>();
            for (int more = in.number(); more > 0; more--) {
                meanings.put(in.words(), in.words());
            }
            sevenths.put(heldBy, new SeventhCharacters(heldBy, Collections.unmodifiableMap(meanings)));
        }
        return new TabularList(notes, above, sevenths);
    }

    private static void encodeEntry(BinaryOut out, IndexEntry entry) {
        out.words(entry.title());
        out.list(entry.nonessential(), BinaryOut::words);
        out.optional(entry.code());
        out.optional(entry.manifestation());
        out.optional(entry.see());
        out.optional(entry.seeAlso());
        out.list(entry.subterms(), ReleaseCodec::encodeEntry);
    }

    private static IndexEntry decodeEntry(BinaryIn in) {
        return new IndexEntry(
                in.words(),
                in.list(BinaryIn::words),
                in.optional(),
                in.optional(),
                in.optional(),
                in.optional(),
                in.list(ReleaseCodec::decodeEntry));
    }

    private static void encodeDrug(BinaryOut out, DrugEntry entry) {
        out.words(entry.substance());
        out.optional(entry.poisoningAccidental());
        out.optional(entry.poisoningSelfHarm());
        out.optional(entry.poisoningAssault());
        out.optional(entry.poisoningUndetermined());
        out.optional(entry.adverseEffect());
        out.optional(entry.underdosing());
    }

    private static DrugEntry decodeDrug(BinaryIn in) {
        return new DrugEntry(
                in.words(), in.optional(), in.optional(), in.optional(), in.optional(), in.optional(), in.optional());
    }

    private static void encodeSite(BinaryOut out, NeoplasmSite site) {
        out.words(site.title());
        List<Behaviour> known = new ArrayList<>();
        for (Behaviour behaviour : Behaviour.values()) {
            if (site.codes().containsKey(behaviour)) {
                known.add(behaviour);
            }
        }
        out.list(known, (to, behaviour) -> {
            to.number(behaviour.ordinal());
            to.optional(Optional.ofNullable(site.codes().get(behaviour)));
        });
        out.list(site.below(), ReleaseCodec::encodeSite);
    }

    private static NeoplasmSite decodeSite(BinaryIn in) {
        String title = in.words();
        Map<Behaviour, String> codes = new HashMap<>();
        for (int left = in.number(); left > 0; left--) {
            Behaviour behaviour = Behaviour.values()[in.number()];
            in.optional().ifPresent(code -> codes.put(behaviour, code));
        }
        return new NeoplasmSite(title, codes, in.list(ReleaseCodec::decodeSite));
    }
}
