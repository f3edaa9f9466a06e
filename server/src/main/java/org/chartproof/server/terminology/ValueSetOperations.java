package org.chartproof.server.terminology;

import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.search.CodeSearch;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;
import org.jspecify.annotations.Nullable;

/**
 * {@code ValueSet/$expand} and {@code $validate-code} of FHIR R4 for value sets of ICD-10-CM. {@code
 * http://hl7.org/fhir/sid/icd-10-cm?fhir_vs} is every billable code; {@code ...?fhir_vs=isa/E11} those below a category. With {@code filter}
 * it is a type-ahead, best first: by the beginning of a code, by words in any order, by abbreviation.
 */
public final class ValueSetOperations {

    private static final String ALL = CodeSystem.ICD_10_CM.uri() + "?fhir_vs";
    private static final String BELOW = ALL + "=isa/";
    private static final int USUAL_COUNT = 50;
    private static final int MOST = 1_000;

    private final DatedCodeSets codeSets;
    private final CodeSystemOperations codeSystem;
    private final ValueSetOperationProvider others;

    /**
     * @param others answers for every other value set
     */
    ValueSetOperations(DatedCodeSets codeSets, CodeSystemOperations codeSystem, ValueSetOperationProvider others) {
        this.codeSets = codeSets;
        this.codeSystem = codeSystem;
        this.others = others;
    }

    /**
     * Expands.
     *
     * @param valueSet a value set that comes with the request; ours if it includes ICD-10-CM alone, whole or below one code
     * @param filter what a person has typed so far
     * @param date a date of service: the release in force on it answers; without one, today's
     * @param count at most 1,000; 50 if not given
     * @param includeHierarchy true: a header that was typed, or that the words lead to, stands with the rows below it in place of the codes below it
     */
    @Operation(name = "$expand", idempotent = true, typeName = "ValueSet")
    public IBaseResource expand(
            HttpServletRequest request,
            @IdParam(optional = true) @Nullable IdType id,
            @OperationParam(name = "valueSet") @Nullable ValueSet valueSet,
            @OperationParam(name = "url") @Nullable UriType url,
            @OperationParam(name = "valueSetVersion") @Nullable StringType version,
            @OperationParam(name = "filter") @Nullable StringType filter,
            @OperationParam(name = "date") @Nullable DateTimeType date,
            @OperationParam(name = "context") @Nullable StringType context,
            @OperationParam(name = "contextDirection") @Nullable StringType contextDirection,
            @OperationParam(name = "offset") @Nullable IntegerType offset,
            @OperationParam(name = "count") @Nullable IntegerType count,
            @OperationParam(name = "displayLanguage") @Nullable CodeType displayLanguage,
            @OperationParam(name = "includeHierarchy") @Nullable BooleanType includeHierarchy,
            RequestDetails details) {
        Optional<Wanted> wanted = id != null ? Optional.empty() : valueSet != null ? of(valueSet) : of(url);
        if (wanted.isEmpty()) {
            return others.expand(
                    request,
                    id,
                    valueSet,
                    url,
                    version,
                    filter,
                    context,
                    contextDirection,
                    offset,
                    count,
                    displayLanguage == null ? null : new StringType(displayLanguage.getValue()),
                    includeHierarchy,
                    details);
        }
        CodeSet set = codeSets.of(Asked.day(date), wanted.get().release().or(() -> Asked.text(version)));
        int from = number(offset, 0, Integer.MAX_VALUE, "offset");
        int most = number(count, USUAL_COUNT, MOST, "count");
        boolean nested = includeHierarchy != null && includeHierarchy.booleanValue();
        return expanded(set, wanted.get(), Asked.text(filter).orElse(""), from, most, nested);
    }

    /** Whether a code is in a value set: billable, and below its root. */
    @Operation(name = "$validate-code", idempotent = true, typeName = "ValueSet")
    public IBaseParameters validateCode(
            HttpServletRequest request,
            @IdParam(optional = true) @Nullable IdType id,
            @OperationParam(name = "url") @Nullable UriType url,
            @OperationParam(name = "valueSetVersion") @Nullable StringType version,
            @OperationParam(name = "code") @Nullable CodeType code,
            @OperationParam(name = "system") @Nullable UriType system,
            @OperationParam(name = "systemVersion") @Nullable StringType systemVersion,
            @OperationParam(name = "display") @Nullable StringType display,
            @OperationParam(name = "coding") @Nullable Coding coding,
            @OperationParam(name = "codeableConcept") @Nullable CodeableConcept codeableConcept,
            @OperationParam(name = "date") @Nullable DateTimeType date,
            RequestDetails details) {
        Optional<Wanted> wanted = id != null ? Optional.empty() : of(url);
        if (wanted.isEmpty()) {
            return others.validateCode(
                    request, id, url, version, code, system, systemVersion, display, coding, codeableConcept, details);
        }
        Asked asked = Asked.of(system, code, systemVersion, display, coding, codeableConcept)
                .withCode();
        CodeSet set = codeSets.of(Asked.day(date), asked.version());
        if (asked.isOurs() && asked.code().startsWith(wanted.get().root())) {
            return codeSystem.validated(asked, set, false);
        }
        return new org.hl7.fhir.r4.model.Parameters()
                .addParameter("result", false)
                .addParameter("message", "The code is not in the value set.");
    }

    /**
     * Which codes are wanted.
     *
     * @param url names the value set
     * @param root the code above all of them; empty string: all codes
     * @param release the version of ICD-10-CM that the value set names
     */
    private record Wanted(String url, String root, Optional<String> release) {}

    private static Optional<Wanted> of(@Nullable UriType url) {
        String asked = Asked.text(url).orElse("");
        if (asked.equals(ALL)) {
            return Optional.of(new Wanted(asked, "", Optional.empty()));
        }
        return asked.startsWith(BELOW)
                ? Optional.of(new Wanted(asked, asked.substring(BELOW.length()), Optional.empty()))
                : Optional.empty();
    }

    private static Optional<Wanted> of(ValueSet valueSet) {
        List<ConceptSetComponent> included = valueSet.getCompose().getInclude();
        boolean ours = included.size() == 1
                && !valueSet.getCompose().hasExclude()
                && DatedCodeSets.knows(included.get(0).getSystem())
                && !included.get(0).hasConcept()
                && !included.get(0).hasValueSet();
        if (!ours) {
            return Optional.empty();
        }
        ConceptSetComponent include = included.get(0);
        Optional<String> release = Asked.text(include.getVersionElement());
        if (!include.hasFilter()) {
            return Optional.of(new Wanted(ALL, "", release));
        }
        ConceptSetFilterComponent filter = include.getFilterFirstRep();
        boolean below = include.getFilter().size() == 1
                && (filter.getOp() == FilterOperator.ISA || filter.getOp() == FilterOperator.DESCENDENTOF);
        return below ? Optional.of(new Wanted(ALL, filter.getValue(), release)) : Optional.empty();
    }

    private ValueSet expanded(CodeSet set, Wanted wanted, String filter, int offset, int count, boolean nested) {
        CodeSearch.Page page = codeSets.search(set).find(filter, wanted.root(), offset, count);
        ValueSet answer = new ValueSet();
        answer.setUrl(wanted.url());
        answer.setVersion(set.release().version());
        answer.setStatus(PublicationStatus.ACTIVE);
        ValueSetExpansionComponent expansion = answer.getExpansion();
        expansion.setIdentifier("urn:uuid:" + UUID.randomUUID());
        expansion.setTimestamp(new Date());
        expansion.setTotal(page.total());
        expansion.setOffset(offset);
        expansion
                .addParameter()
                .setName("version")
                .setValue(new UriType(
                        CodeSystem.ICD_10_CM.uri() + "|" + set.release().version()));
        Hits hits = new Hits(set);
        (nested ? hits.nested(filter, page.hits()) : hits.flat(page.hits())).forEach(expansion::addContains);
        return answer;
    }

    private static int number(@Nullable IntegerType parameter, int usual, int most, String name) {
        if (parameter == null || parameter.getValue() == null) {
            return usual;
        }
        if (parameter.getValue() < 0) {
            throw new InvalidRequestException(name + " must be 0 or more.");
        }
        return Math.min(parameter.getValue(), most);
    }
}
