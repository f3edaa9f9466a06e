package org.chartproof.server.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.terminology.BillableCode;
import org.chartproof.terminology.CodeRange;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Concept;
import org.chartproof.terminology.TabularNote;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * The answer of {@code $lookup}: title; {@code billable}, {@code notSelectable}, {@code poaExempt}; {@code parent}, {@code ancestor} (from the nearest up) and {@code child}; the
 * notes that hold, each with {@code heldBy}, whether it is {@code inherited}, and what it {@code names}; {@code seventhCharacter}, each with the code that it {@code leadsTo}.
 *
 * @param set the release that answers
 * @param concept the code
 * @param wanted names of the properties wanted; none: all
 */
record CodeDetails(CodeSet set, Concept concept, Set<String> wanted) {

    private static final int LENGTH_BEFORE_SEVENTH = 6;

    Parameters answer() {
        Parameters answer = new Parameters();
        answer.addParameter("name", set.release().system().title());
        answer.addParameter("version", set.release().version());
        answer.addParameter("display", concept.display());
        add(answer, "billable", new BooleanType(concept.billable()));
        add(answer, "notSelectable", new BooleanType(!concept.billable()));
        add(answer, "poaExempt", new BooleanType(set.poaExempt(concept.code())));
        addPlace(answer);
        for (TabularNote note : set.notes(concept.code())) {
            add(answer, name(note.kind()), new StringType(note.text()), about(note));
        }
        addSevenths(answer);
        addDesignations(answer);
        return answer;
    }

    private void addPlace(Parameters answer) {
        List<Concept> above = ancestors();
        above.stream().limit(1).forEach(parent -> addRow(answer, "parent", parent));
        above.forEach(ancestor -> addRow(answer, "ancestor", ancestor));
        set.children(concept.code()).forEach(child -> addRow(answer, "child", child));
    }

    private List<Concept> ancestors() {
        List<Concept> above = new ArrayList<>();
        Optional<Concept> next = set.parent(concept.code());
        while (next.isPresent()) {
            above.add(next.get());
            next = set.parent(next.get().code());
        }
        return above;
    }

    private void addRow(Parameters answer, String name, Concept row) {
        add(
                answer,
                name,
                new CodeType(row.code()),
                List.of(
                        part("description", new StringType(row.display())),
                        sub("billable", new BooleanType(row.billable()))));
    }

    private List<ParametersParameterComponent> about(TabularNote note) {
        List<ParametersParameterComponent> parts = new ArrayList<>();
        parts.add(sub("heldBy", new StringType(note.heldBy())));
        parts.add(sub("inherited", new BooleanType(!note.heldBy().equals(concept.code()))));
        for (CodeRange range : note.ranges()) {
            String codes = range.first().equals(range.last()) ? range.first() : range.first() + "-" + range.last();
            parts.add(sub("names", new StringType(codes)));
        }
        return parts;
    }

    private void addSevenths(Parameters answer) {
        set.seventhCharacters(concept.code()).ifPresent(seventh -> seventh.meanings()
                .forEach((character, meaning) -> add(
                        answer,
                        "seventhCharacter",
                        new StringType(character + ": " + meaning),
                        with(character).stream()
                                .map(code -> sub("leadsTo", new CodeType(code.value())))
                                .toList())));
    }

    /** The code with a 7th character, filled up with X before it (Guidelines I.A.5); empty where there is none. */
    private Optional<BillableCode> with(String character) {
        String plain = concept.code().replace(".", "");
        String before = plain.length() > LENGTH_BEFORE_SEVENTH
                ? plain.substring(0, LENGTH_BEFORE_SEVENTH)
                : plain + "X".repeat(LENGTH_BEFORE_SEVENTH - plain.length());
        return set.billable(before + character);
    }

    private void addDesignations(Parameters answer) {
        if (wanted.isEmpty() || wanted.contains("designation")) {
            set.notes(concept.code()).stream()
                    .filter(note -> note.kind() == TabularNote.Kind.INCLUSION_TERM)
                    .filter(note -> note.heldBy().equals(concept.code()))
                    .forEach(note -> answer.addParameter()
                            .setName("designation")
                            .addPart(part("value", new StringType(note.text()))));
        }
    }

    private void add(Parameters answer, String name, Type value) {
        add(answer, name, value, List.of());
    }

    private void add(Parameters answer, String name, Type value, List<ParametersParameterComponent> more) {
        if (wanted.isEmpty() || wanted.contains(name)) {
            ParametersParameterComponent property = answer.addParameter()
                    .setName("property")
                    .addPart(part("code", new CodeType(name)))
                    .addPart(part("value", value));
            more.forEach(property::addPart);
        }
    }

    private static ParametersParameterComponent sub(String name, Type value) {
        return new ParametersParameterComponent()
                .setName("subproperty")
                .addPart(part("code", new CodeType(name)))
                .addPart(part("value", value));
    }

    private static ParametersParameterComponent part(String name, Type value) {
        return new ParametersParameterComponent().setName(name).setValue(value);
    }

    private static String name(TabularNote.Kind kind) {
        return switch (kind) {
            case INCLUDES -> "includes";
            case INCLUSION_TERM -> "inclusionTerm";
            case EXCLUDES1 -> "excludes1";
            case EXCLUDES2 -> "excludes2";
            case CODE_FIRST -> "codeFirst";
            case USE_ADDITIONAL -> "useAdditional";
            case CODE_ALSO -> "codeAlso";
        };
    }
}
