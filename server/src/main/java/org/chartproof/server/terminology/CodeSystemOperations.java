package org.chartproof.server.terminology;

import ca.uhn.fhir.jpa.rp.r4.CodeSystemResourceProvider;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Concept;
import org.chartproof.terminology.Release;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/**
 * {@code CodeSystem/$lookup}, {@code $validate-code} and {@code $subsumes} of FHIR R4 for ICD-10-CM. {@code date} is a date of service:
 * the release in force on it answers; without one, today's; {@code version} goes before it.
 */
public final class CodeSystemOperations {

    private final DatedCodeSets codeSets;
    private final CodeSystemResourceProvider others;

    /**
     * @param others answers for every other code system
     */
    CodeSystemOperations(DatedCodeSets codeSets, CodeSystemResourceProvider others) {
        this.codeSets = codeSets;
        this.others = others;
    }

    /**
     * What the release says of a code: see {@link CodeDetails}.
     *
     * @param properties names of the properties wanted; none: all
     */
    @Operation(name = "$lookup", idempotent = true, typeName = "CodeSystem")
    public IBaseParameters lookup(
            HttpServletRequest request,
            @OperationParam(name = "code") @Nullable CodeType code,
            @OperationParam(name = "system") @Nullable UriType system,
            @OperationParam(name = "version") @Nullable StringType version,
            @OperationParam(name = "coding") @Nullable Coding coding,
            @OperationParam(name = "date") @Nullable DateTimeType date,
            @OperationParam(name = "displayLanguage") @Nullable CodeType displayLanguage,
            @OperationParam(name = "property") @Nullable List<CodeType> properties,
            RequestDetails details) {
        Asked asked = Asked.of(system, code, version, null, coding, null);
        if (!asked.isOurs()) {
            return others.lookup(request, code, system, coding, version, displayLanguage, copy(properties), details);
        }
        CodeSet set = codeSets.of(Asked.day(date), asked.version());
        Concept concept = DatedCodeSets.find(set, asked.withCode().code())
                .orElseThrow(() -> new ResourceNotFoundException(unknown(asked.code(), set)));
        return new CodeDetails(set, concept, wanted(properties)).answer();
    }

    /**
     * Whether a code exists in the release. A header exists too; the message says that no claim may carry it.
     *
     * @param url the code system, as {@code $validate-code} names it
     * @param allowAbstract false: a header is not valid
     */
    @Operation(name = "$validate-code", idempotent = true, typeName = "CodeSystem")
    public IBaseParameters validateCode(
            HttpServletRequest request,
            @IdParam(optional = true) @Nullable IdType id,
            @OperationParam(name = "url") @Nullable UriType url,
            @OperationParam(name = "version") @Nullable StringType version,
            @OperationParam(name = "code") @Nullable CodeType code,
            @OperationParam(name = "display") @Nullable StringType display,
            @OperationParam(name = "coding") @Nullable Coding coding,
            @OperationParam(name = "codeableConcept") @Nullable CodeableConcept codeableConcept,
            @OperationParam(name = "date") @Nullable DateTimeType date,
            @OperationParam(name = "abstract") @Nullable BooleanType allowAbstract,
            RequestDetails details) {
        Asked asked = Asked.of(url, code, version, display, coding, codeableConcept);
        if (id != null || !asked.isOurs()) {
            return others.validateCode(request, id, url, version, code, display, coding, codeableConcept, details);
        }
        CodeSet set = codeSets.of(Asked.day(date), asked.version());
        boolean headersCount = allowAbstract == null || !Boolean.FALSE.equals(allowAbstract.getValue());
        return validated(asked.withCode(), set, headersCount);
    }

    /**
     * The answer of {@code $validate-code} for a code of ours.
     *
     * @param headersCount whether a header is valid
     */
    Parameters validated(Asked asked, CodeSet set, boolean headersCount) {
        Parameters answer = new Parameters();
        Optional<Concept> concept = DatedCodeSets.find(set, asked.code());
        Optional<String> problem = concept.isEmpty()
                ? Optional.of(unknown(asked.code(), set))
                : problem(asked, concept.get(), headersCount);
        answer.addParameter("result", problem.isEmpty());
        problem.or(() -> concept.filter(found -> !found.billable())
                        .map(found -> found.code() + " is a header: no claim may carry it"))
                .ifPresent(message -> answer.addParameter("message", message));
        concept.ifPresent(found -> {
            answer.addParameter("display", found.display());
            answer.addParameter().setName("code").setValue(new CodeType(found.code()));
            answer.addParameter()
                    .setName("system")
                    .setValue(new UriType(set.release().system().uri()));
            answer.addParameter("version", set.release().version());
        });
        return answer;
    }

    private static Optional<String> problem(Asked asked, Concept concept, boolean headersCount) {
        if (!concept.billable() && !headersCount) {
            return Optional.of(concept.code() + " is a header: no claim may carry it");
        }
        return asked.display()
                .filter(display -> !words(display).equals(words(concept.display())))
                .map(display ->
                        "The display is not the title of " + concept.code() + ", which is: " + concept.display());
    }

    private static String words(String title) {
        return title.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    private String unknown(String code, CodeSet set) {
        Optional<Release> elsewhere = codeSets.elsewhere(code);
        return elsewhere
                .map(release -> "Not a code of ICD-10-CM " + set.release().version() + "; it is one of "
                        + release.version() + ", in force " + release.firstDay() + " to " + release.lastDay())
                .orElse("Not a code of ICD-10-CM " + set.release().version()
                        + " (codes are written in capitals and with their dot)");
    }

    /** Whether one code stands above another in the Tabular List. */
    @Operation(name = "$subsumes", idempotent = true, typeName = "CodeSystem")
    public IBaseParameters subsumes(
            HttpServletRequest request,
            @OperationParam(name = "codeA") @Nullable CodeType codeA,
            @OperationParam(name = "codeB") @Nullable CodeType codeB,
            @OperationParam(name = "system") @Nullable UriType system,
            @OperationParam(name = "codingA") @Nullable Coding codingA,
            @OperationParam(name = "codingB") @Nullable Coding codingB,
            @OperationParam(name = "version") @Nullable StringType version,
            @OperationParam(name = "date") @Nullable DateTimeType date,
            RequestDetails details) {
        Asked first = Asked.of(system, codeA, version, null, codingA, null);
        Asked second = Asked.of(system, codeB, version, null, codingB, null);
        if (!first.isOurs() && !second.isOurs()) {
            return others.subsumes(request, codeA, codeB, system, codingA, codingB, version, details);
        }
        if (!first.isOurs() || !second.isOurs()) {
            throw new InvalidRequestException("Both codes must be of one code system.");
        }
        CodeSet set = codeSets.of(Asked.day(date), first.version());
        for (Asked asked : List.of(first.withCode(), second.withCode())) {
            if (DatedCodeSets.find(set, asked.code()).isEmpty()) {
                throw new ResourceNotFoundException(unknown(asked.code(), set));
            }
        }
        Parameters answer = new Parameters();
        answer.addParameter().setName("outcome").setValue(new CodeType(outcome(set, first.code(), second.code())));
        return answer;
    }

    private static String outcome(CodeSet set, String first, String second) {
        if (first.equals(second)) {
            return "equivalent";
        }
        if (above(set, second, first)) {
            return "subsumes";
        }
        return above(set, first, second) ? "subsumed-by" : "not-subsumed";
    }

    private static boolean above(CodeSet set, String code, String ancestor) {
        Optional<Concept> parent = set.parent(code);
        while (parent.isPresent()) {
            if (parent.get().code().equals(ancestor)) {
                return true;
            }
            parent = set.parent(parent.get().code());
        }
        return false;
    }

    private static Set<String> wanted(@Nullable List<CodeType> properties) {
        return properties == null
                ? Set.of()
                : properties.stream().map(CodeType::getValue).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable List<org.hl7.fhir.instance.model.api.IPrimitiveType<String>> copy(
            @Nullable List<CodeType> properties) {
        return properties == null ? null : List.copyOf(properties);
    }
}
