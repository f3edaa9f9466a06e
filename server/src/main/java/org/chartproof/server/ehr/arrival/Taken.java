package org.chartproof.server.ehr.arrival;

import java.util.List;
import org.chartproof.server.config.EhrSource.Filter;
import org.chartproof.server.ehr.identity.ToldId;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;

/** Which documents are taken: what a search asks for, asked once more of what came another way. What this server itself has told an EHR is not. */
final class Taken {

    private final Filter filter;

    Taken(Filter filter) {
        this.filter = filter;
    }

    boolean takes(Resource resource) {
        return !(resource instanceof DocumentReference document)
                || !ToldId.isIn(document.getIdentifier())
                        && matches(filter.noteTypes(), List.of(document.getType()))
                        && matches(filter.noteCategories(), document.getCategory())
                        && (filter.noteStatuses().isEmpty()
                                || document.hasDocStatus()
                                        && filter.noteStatuses()
                                                .contains(
                                                        document.getDocStatus().toCode()));
    }

    private static boolean matches(List<String> wanted, List<CodeableConcept> concepts) {
        return wanted.isEmpty()
                || concepts.stream()
                        .flatMap(concept -> concept.getCoding().stream())
                        .anyMatch(coding -> wanted.stream().anyMatch(one -> isOf(coding, one)));
    }

    private static boolean isOf(Coding coding, String wanted) {
        int bar = wanted.indexOf('|');
        return bar < 0
                ? wanted.equals(coding.getCode())
                : wanted.substring(bar + 1).equals(coding.getCode())
                        && wanted.substring(0, bar).equals(coding.getSystem());
    }
}
