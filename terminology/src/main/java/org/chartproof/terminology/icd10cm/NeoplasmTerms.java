package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chartproof.terminology.NeoplasmSite;
import org.chartproof.terminology.NeoplasmSite.Behaviour;
import org.chartproof.terminology.Term.Source;

/** Says the rows of the Neoplasm table as notes do: {@code lung cancer}, {@code metastasis to bone}. */
final class NeoplasmTerms {

    private static final int MOST_LEVELS = 3;
    private static final int MOST_WORDS = 8;

    private NeoplasmTerms() {}

    /** Offers every site of the table with every behaviour that it has a code for. */
    static void offerAll(Vocabulary vocabulary, List<NeoplasmSite> headings) {
        for (NeoplasmSite heading : headings) {
            for (NeoplasmSite site : heading.below()) {
                site.visit(List.of(), (path, row) -> offer(vocabulary, heading.title(), path, row));
            }
        }
    }

    private static void offer(Vocabulary vocabulary, String heading, List<String> path, NeoplasmSite row) {
        if (path.size() > MOST_LEVELS || path.stream().anyMatch(NeoplasmTerms::isNoSite)) {
            return;
        }
        List<String> printed = new ArrayList<>(List.of(heading));
        printed.addAll(path);
        for (String site : spoken(path)) {
            for (Behaviour behaviour : Behaviour.values()) {
                String code = row.codes().get(behaviour);
                if (code == null) {
                    continue;
                }
                for (String wording : wordings(behaviour)) {
                    String words = wording.replace("SITE", site);
                    if (TitleWords.count(words) <= MOST_WORDS) {
                        vocabulary.offer(words, code, Source.NEOPLASM_TABLE, printed, path.size());
                    }
                }
            }
        }
    }

    /** Below some sites the table names kinds of neoplasm, or the rest of the sites. */
    private static boolean isNoSite(String title) {
        return title.contains("carcinoma") || title.contains("melanoma") || TitleWords.isResidual(title);
    }

    private static Set<String> spoken(List<String> path) {
        List<List<String>> combinations = new ArrayList<>(List.of(List.of()));
        for (String title : path) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> combination : combinations) {
                for (String variant : TitleWords.variants(title)) {
                    List<String> next = new ArrayList<>(combination);
                    next.add(variant);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        Set<String> sites = new LinkedHashSet<>();
        for (List<String> combination : combinations) {
            sites.addAll(SpokenOrder.of(combination));
            if (combination.size() == 2 && !TitleWords.isConnected(combination.get(1))) {
                sites.add(combination.get(1) + " of " + combination.get(0));
            }
        }
        sites.removeIf(site -> site.contains("by site") || site.isEmpty());
        return sites;
    }

    private static List<String> wordings(Behaviour behaviour) {
        return switch (behaviour) {
            case MALIGNANT_PRIMARY ->
                List.of(
                        "malignant neoplasm of SITE",
                        "SITE cancer",
                        "cancer of SITE",
                        "SITE carcinoma",
                        "carcinoma of SITE",
                        "malignant SITE neoplasm",
                        "malignant tumor of SITE");
            case MALIGNANT_SECONDARY ->
                List.of(
                        "secondary malignant neoplasm of SITE",
                        "SITE metastasis",
                        "SITE metastases",
                        "metastasis to SITE",
                        "metastases to SITE",
                        "metastatic cancer to SITE");
            case IN_SITU -> List.of("carcinoma in situ of SITE", "SITE carcinoma in situ");
            case BENIGN ->
                List.of("benign neoplasm of SITE", "benign SITE neoplasm", "benign SITE tumor", "benign tumor of SITE");
            case UNCERTAIN -> List.of("neoplasm of uncertain behavior of SITE");
            case UNSPECIFIED -> List.of("neoplasm of SITE", "SITE neoplasm", "SITE tumor", "tumor of SITE");
        };
    }
}
