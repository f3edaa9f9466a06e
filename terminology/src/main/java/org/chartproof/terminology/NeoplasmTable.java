package org.chartproof.terminology;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartproof.terminology.NeoplasmSite.Behaviour;

/** The Neoplasm table (Guidelines I.C.2): site and behaviour to code. */
public final class NeoplasmTable {

    /** No row at all, as for the starter code set. */
    public static final NeoplasmTable EMPTY = new NeoplasmTable(List.of());

    private final List<NeoplasmSite> headings;
    /** Built at the first look-up: who only goes through the rows need not wait for it. */
    private final Supplier<Lookups> lookups = Once.of(this::build);

    /**
     * @param sites whole rows
     * @param codes by behaviour: a row may have some and leave the others to another row of its name
     */
    private record Lookups(WordLookup<NeoplasmSite> sites, Map<Behaviour, WordLookup<String>> codes) {
        void add(List<String> path, NeoplasmSite row) {
            if (!row.codes().isEmpty()) {
                sites.add(path, row);
            }
            row.codes().forEach((behaviour, code) -> codes.computeIfAbsent(
                            behaviour, none -> new WordLookup<>(String::equals))
                    .add(path, code));
        }
    }

    /** @param headings the main rows as printed: one, "Neoplasm", with every site below it */
    public NeoplasmTable(List<NeoplasmSite> headings) {
        this.headings = List.copyOf(headings);
    }

    private Lookups build() {
        Lookups built = new Lookups(
                new WordLookup<>((one, other) -> one.codes().equals(other.codes())), new EnumMap<>(Behaviour.class));
        for (NeoplasmSite heading : headings) {
            for (NeoplasmSite site : heading.below()) {
                site.visit(List.of(), built::add);
            }
        }
        return built;
    }

    /** The main rows as printed; their own codes are those of a neoplasm whose site is not stated. */
    public List<NeoplasmSite> headings() {
        return headings;
    }

    /** The row of a site by its words in any case and order, e.g. {@code upper lobe of lung}. */
    public Optional<NeoplasmSite> find(String site) {
        return lookups.get().sites().find(site);
    }

    /**
     * The code or category for a site and a behaviour, with its dot.
     *
     * @param site words in any case and order; blank: the site is not stated
     */
    public Optional<String> code(String site, Behaviour behaviour) {
        if (site.isBlank()) {
            return headings.stream()
                    .findFirst()
                    .flatMap(heading -> Optional.ofNullable(heading.codes().get(behaviour)));
        }
        return Optional.ofNullable(lookups.get().codes().get(behaviour)).flatMap(rows -> rows.find(site));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NeoplasmTable table && headings.equals(table.headings);
    }

    @Override
    public int hashCode() {
        return headings.hashCode();
    }
}
