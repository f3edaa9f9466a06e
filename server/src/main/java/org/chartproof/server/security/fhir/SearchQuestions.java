package org.chartproof.server.security.fhir;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartproof.server.fhir.ResourceTypes;
import org.chartproof.server.security.Permission;
import org.chartproof.server.security.rights.Rights;
import org.chartproof.server.security.rights.Rights.Lack;

/**
 * What a search asks beside the resources that it finds: a chain or {@code _has} asks other types, and a count tells of resources that are not shown. Found or not found is an answer as well, so each type
 * that is asked must be open to the caller as a whole.
 */
final class SearchQuestions {

    /** The one chain that can't leave a chart: everything found is of its patient already. */
    private static final Set<String> OF_THE_CHART = Set.of("patient", "subject", "beneficiary");

    private final ISearchParamRegistry parameters;
    private final Narrowing narrowing;

    SearchQuestions(ISearchParamRegistry parameters, Narrowing narrowing) {
        this.narrowing = narrowing;
        this.parameters = parameters;
    }

    /**
     * Refuses a search that asks more than its caller may know.
     *
     * @param type  that is searched
     * @param asked parameters with their values
     */
    void check(Rights rights, String type, Map<String, String[]> asked) {
        for (Map.Entry<String, String[]> parameter : asked.entrySet()) {
            String name = parameter.getKey();
            if (name.startsWith("_has:")) {
                reverse(rights, name);
            } else if (name.equals("_sort")) {
                for (String key : String.join(",", parameter.getValue()).split(",")) {
                    chain(rights, type, key.replaceFirst("^-", ""));
                }
            } else if (name.equals("_summary") || name.equals("_total") || name.equals("_count")) {
                count(rights, type, name, parameter.getValue());
            } else if (!name.startsWith("_include") && !name.startsWith("_revinclude")) {
                chain(rights, type, name);
            }
        }
    }

    private void count(Rights rights, String type, String name, String[] values) {
        String value = String.join(",", values);
        boolean counts =
                value.equals("count") || value.equals("accurate") || value.equals("estimate") || value.equals("0");
        if (counts && !narrowing.mayCount(rights, type)) {
            throw Refusal.because(name + "=" + value + " would count what this token does not show");
        }
    }

    /** {@code _has:Observation:patient:code}, any depth. */
    private void reverse(Rights rights, String name) {
        String[] parts = name.split(":", 4);
        if (parts.length < 4) {
            throw Refusal.because("A _has that names no type, parameter and question");
        }
        requireAll(rights, parts[1]);
        if (parts[3].startsWith("_has:")) {
            reverse(rights, parts[3]);
        } else {
            chain(rights, parts[1], parts[3]);
        }
    }

    /** {@code encounter:Encounter.service-provider.name}, any depth; a name without a dot asks nothing of others. */
    private void chain(Rights rights, String type, String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return;
        }
        String[] first = name.substring(0, dot).split(":", 2);
        for (String target : targets(type, first)) {
            boolean withinChart = OF_THE_CHART.contains(first[0])
                    && target.equals("Patient")
                    && rights.grants(target, Permission.SEARCH).stream()
                            .anyMatch(grant -> grant.query().isEmpty());
            if (!withinChart) {
                requireAll(rights, target);
            }
            chain(rights, target, name.substring(dot + 1));
        }
    }

    private List<String> targets(String type, String[] parameter) {
        if (parameter.length > 1) {
            return List.of(parameter[1]);
        }
        RuntimeSearchParam known = parameters.getActiveSearchParam(
                type, parameter[0], ISearchParamRegistry.SearchParamLookupContextEnum.SEARCH);
        List<String> targets = new ArrayList<>(known == null ? Set.of() : known.getTargets());
        targets.retainAll(ResourceTypes.supported());
        return targets;
    }

    private static void requireAll(Rights rights, String type) {
        if (!Narrowing.isOpen(rights, type)) {
            throw rights.lack(type, Permission.SEARCH)
                    .map(Refusal::lacking)
                    .orElseGet(() -> Refusal.lacking(new Lack(
                            "The search asks about each " + type + ", and the token is for some of them",
                            "user/" + type + ".s")));
        }
    }
}
