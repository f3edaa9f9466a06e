package org.chartproof.coding.token;

import java.util.Locale;

/** The normal form of a word: lower case, singular, one spelling for British and American. */
public final class WordForm {

    private static final String[][] SPELLINGS = {
        {"haem", "hem"},
        {"oesoph", "esoph"},
        {"oedema", "edema"},
        {"anaem", "anem"},
        {"diarrhoea", "diarrhea"},
        {"tumour", "tumor"},
        {"paed", "ped"},
        {"faec", "fec"},
        {"foet", "fet"},
        {"leuka", "leuke"},
        {"aemia", "emia"},
        {"ischaem", "ischem"},
        {"gynaec", "gynec"},
        {"orrhoea", "orrhea"},
        {"dyspnoea", "dyspnea"},
        {"apnoea", "apnea"},
        {"fibre", "fiber"},
        {"caec", "cec"},
        {"coeli", "celi"}
    };

    private WordForm() {}

    /** The normal form of a printed word. */
    public static String of(String printed) {
        String form = printed.toLowerCase(Locale.ROOT);
        if (form.length() < 4) {
            return form;
        }
        for (String[] spelling : SPELLINGS) {
            if (form.contains(spelling[0])) {
                form = form.replace(spelling[0], spelling[1]);
            }
        }
        return singular(form);
    }

    private static String singular(String form) {
        if (!form.endsWith("s") || form.endsWith("ss") || form.endsWith("us") || form.endsWith("is")) {
            return form;
        }
        if (form.endsWith("ies") && form.length() > 4) {
            return form.substring(0, form.length() - 3) + "y";
        }
        boolean sibilant =
                form.endsWith("sses") || form.endsWith("xes") || form.endsWith("ches") || form.endsWith("shes");
        return form.substring(0, form.length() - (sibilant ? 2 : 1));
    }
}
