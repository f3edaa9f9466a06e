package org.chartproof.server.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.LookupCodeRequest;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.List;
import java.util.Optional;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSystem;
import org.chartproof.terminology.Concept;
import org.jspecify.annotations.Nullable;

/** Answers for ICD-10-CM from the loaded code sets: a validator then knows which codes exist, without a database. */
public final class CodeSetValidation implements IValidationSupport {

    private final FhirContext fhirContext;
    private final List<CodeSet> codeSets;

    /**
     * @param codeSets newest first
     */
    public CodeSetValidation(FhirContext fhirContext, List<CodeSet> codeSets) {
        this.fhirContext = fhirContext;
        this.codeSets = List.copyOf(codeSets);
    }

    @Override
    public FhirContext getFhirContext() {
        return fhirContext;
    }

    @Override
    public boolean isCodeSystemSupported(ValidationSupportContext context, @Nullable String system) {
        return CodeSystem.ICD_10_CM.uri().equals(system);
    }

    @Override
    public @Nullable CodeValidationResult validateCode(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            @Nullable String system,
            @Nullable String code,
            @Nullable String display,
            @Nullable String valueSetUrl) {
        if (!isCodeSystemSupported(context, system) || code == null || valueSetUrl != null) {
            return null;
        }
        CodeValidationResult result = new CodeValidationResult();
        Optional<Concept> found = find(code);
        if (found.isPresent()) {
            return result.setCode(found.get().code()).setDisplay(found.get().display());
        }
        String message = code + " is not a code of any loaded release of ICD-10-CM";
        // The validator looks at the issue and passes over a message that stands alone.
        return result.setSeverity(IssueSeverity.ERROR)
                .setMessage(message)
                .addIssue(new CodeValidationIssue(
                        message,
                        IssueSeverity.ERROR,
                        CodeValidationIssueCode.CODE_INVALID,
                        CodeValidationIssueCoding.INVALID_CODE));
    }

    @Override
    public @Nullable LookupCodeResult lookupCode(ValidationSupportContext context, LookupCodeRequest request) {
        if (!isCodeSystemSupported(context, request.getSystem())) {
            return null;
        }
        Optional<Concept> found = find(request.getCode());
        if (found.isEmpty()) {
            return LookupCodeResult.notFound(request.getSystem(), request.getCode());
        }
        LookupCodeResult result = new LookupCodeResult()
                .setFound(true)
                .setSearchedForCode(found.get().code())
                .setSearchedForSystem(CodeSystem.ICD_10_CM.uri());
        result.setCodeDisplay(found.get().display());
        return result;
    }

    /** A code set finds a code without its dot too; FHIR has one way to write it. */
    private Optional<Concept> find(String code) {
        return codeSets.stream()
                .flatMap(set -> set.find(code).stream())
                .filter(concept -> concept.code().equals(code))
                .findFirst();
    }
}
