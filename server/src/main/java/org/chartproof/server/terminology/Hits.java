package org.chartproof.server.terminology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Concept;
import org.chartproof.terminology.Term;
import org.chartproof.terminology.search.CodeSearch.Hit;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;

/**
 * Codes that were found, as an expansion has them: each with the words that it was found by, where those are other than its title, and the way to it through the book that has them.
 *
 * @param set the release that they are of
 */
record Hits(CodeSet set) {

    private static final String TERM_SOURCE = "https://chartproof.org/fhir/CodeSystem/term-source";
    private static final String INDEX_PATH = "index-path";

    /** Each code by itself. */
    List<ValueSetExpansionContainsComponent> flat(List<Hit> hits) {
        return hits.stream().map(this::code).toList();
    }

    /** Codes below a header that was typed, or that their words lead to, stand below it, where the first of them would have stood. */
    List<ValueSetExpansionContainsComponent> nested(String typed, List<Hit> hits) {
        Optional<Concept> typedHeader = set.find(typed.strip()).filter(concept -> !concept.billable());
        Map<String, ValueSetExpansionContainsComponent> headers = new LinkedHashMap<>();
        List<ValueSetExpansionContainsComponent> result = new ArrayList<>();
        for (Hit hit : hits) {
            Optional<Concept> header = typedHeader.or(() -> hit.header().flatMap(set::find));
            if (header.isEmpty()) {
                result.add(code(hit));
            } else if (!headers.containsKey(header.get().code())) {
                ValueSetExpansionContainsComponent above = header(header.get());
                hit.term().ifPresent(term -> designate(above, hit, term));
                headers.put(header.get().code(), above);
                result.add(above);
            }
        }
        return result;
    }

    private ValueSetExpansionContainsComponent header(Concept header) {
        ValueSetExpansionContainsComponent row = row(header.code(), header.display());
        row.setAbstract(true);
        for (Concept child : set.children(header.code())) {
            ValueSetExpansionContainsComponent below = row(child.code(), child.display());
            if (!child.billable()) {
                below.setAbstract(true);
            }
            row.addContains(below);
        }
        return row;
    }

    private ValueSetExpansionContainsComponent code(Hit hit) {
        ValueSetExpansionContainsComponent row =
                row(hit.code().value(), hit.code().display());
        boolean otherWords = !hit.wording().equals(hit.code().display())
                && !hit.wording().equals(hit.code().value());
        if (otherWords) {
            hit.term().ifPresent(term -> designate(row, hit, term));
        }
        return row;
    }

    private ValueSetExpansionContainsComponent row(String code, String display) {
        ValueSetExpansionContainsComponent row = new ValueSetExpansionContainsComponent();
        row.setSystem(CodeSystem.ICD_10_CM.uri());
        row.setVersion(set.release().version());
        row.setCode(code);
        row.setDisplay(display);
        return row;
    }

    private static void designate(ValueSetExpansionContainsComponent row, Hit hit, Term term) {
        row.addDesignation(designation(
                hit.wording(), term.source().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        if (term.path().size() > 1) {
            row.addDesignation(designation(String.join("; ", term.path()), INDEX_PATH));
        }
    }

    private static ConceptReferenceDesignationComponent designation(String words, String use) {
        return new ConceptReferenceDesignationComponent()
                .setUse(new Coding().setSystem(TERM_SOURCE).setCode(use))
                .setValue(words);
    }
}
