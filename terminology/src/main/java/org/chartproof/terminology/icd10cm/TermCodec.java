package org.chartproof.terminology.icd10cm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chartproof.terminology.CodeTable;
import org.chartproof.terminology.Term;

/**
 * A vocabulary as bytes. Terms are sorted by wording, so each is written as what differs from the one before; codes are rows, and
 * equal titles, paths and conditions are written once. Making 470,000 terms of the Index takes seconds, reading them a fraction of
 * one.
 */
final class TermCodec {

    private static final Term.Source[] SOURCES = Term.Source.values();

    private TermCodec() {}

    /** Gives each distinct value a number in the order of first sight. */
    private static final class Numbers<T> {
        private final Map<T, Integer> numbers = new LinkedHashMap<>();

        int of(T value) {
            Integer next = numbers.size();
            Integer known = numbers.putIfAbsent(value, next);
            return known == null ? next : known;
        }
    }

    static byte[] encode(List<Term> terms, CodeTable table) {
        Numbers<String> titles = new Numbers<>();
        Numbers<List<String>> paths = new Numbers<>();
        Numbers<Term.Context> contexts = new Numbers<>();
        contexts.of(Term.Context.NONE);
        BinaryOut body = new BinaryOut();
        body.number(terms.size());
        byte[] before = new byte[0];
        for (Term term : terms) {
            byte[] words = term.words().getBytes(StandardCharsets.UTF_8);
            int shared = 0;
            int most = Math.min(words.length, before.length);
            while (shared < most && words[shared] == before[shared]) {
                shared++;
            }
            body.number(shared);
            body.bytes(words, shared);
            body.number(table.row(term.code()));
            body.number(term.source().ordinal());
            body.number(paths.of(term.path()));
            body.number(contexts.of(term.requires()));
            before = words;
        }
        BinaryOut pathList = new BinaryOut();
        pathList.list(
                paths.numbers.keySet(), (out, path) -> out.list(path, (to, title) -> to.number(titles.of(title))));
        BinaryOut whole = new BinaryOut();
        whole.list(titles.numbers.keySet(), BinaryOut::words);
        whole.section(pathList);
        whole.list(contexts.numbers.keySet(), (out, context) -> {
            out.list(context.any(), BinaryOut::words);
            out.list(context.none(), BinaryOut::words);
        });
        whole.section(body);
        return whole.toByteArray();
    }

    static List<Term> decode(byte[] bytes, int begin, CodeTable table) {
        BinaryIn in = new BinaryIn(bytes, begin);
        List<String> titles = in.list(BinaryIn::words);
        List<List<String>> paths =
                new BinaryIn(in.section(), 0).list(from -> from.list(inner -> titles.get(inner.number())));
        List<Term.Context> contexts =
                in.list(from -> new Term.Context(from.list(BinaryIn::words), from.list(BinaryIn::words)));
        BinaryIn body = new BinaryIn(in.section(), 0);
        int size = body.number();
        List<Term> terms = new ArrayList<>(size);
        byte[] words = new byte[64];
        for (int i = 0; i < size; i++) {
            int shared = body.number();
            int differing = body.number();
            words = body.over(words, shared, differing);
            terms.add(new Term(
                    new String(words, 0, shared + differing, StandardCharsets.UTF_8),
                    table.code(body.number()),
                    SOURCES[body.number()],
                    paths.get(body.number()),
                    contexts.get(body.number())));
        }
        return List.copyOf(terms);
    }
}
