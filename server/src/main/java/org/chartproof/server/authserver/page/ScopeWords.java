package org.chartproof.server.authserver.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scope means, for the one who is asked to grant it. */
final class ScopeWords {
    private static final Pattern RESOURCES = Pattern.compile("(patient|user|system)/([^.]+)\\.([a-z*]+)(\\?.*)?");
    private static final Map<String, String> OTHERS = Map.of(
            "openid", "know that you signed in",
            "profile", "know your name",
            "fhirUser", "know who you are in the chart",
            "launch", "be opened on a patient or encounter",
            "launch/patient", "know which patient it is opened on",
            "launch/encounter", "know which encounter it is opened on",
            "online_access", "go on for this working day without asking again",
            "offline_access", "go on for a month without asking again, also while you are away");

    private ScopeWords() {}

    static String of(String scope) {
        Matcher resources = RESOURCES.matcher(scope);
        if (!resources.matches()) {
            return OTHERS.getOrDefault(scope, scope);
        }
        String what = resources.group(2).equals("*") ? "all resources" : resources.group(2);
        String whose =
                resources.group(1).equals("patient") ? " of the patient that it is opened on" : " that you may see";
        String narrowed =
                resources.group(4) == null ? "" : " where " + resources.group(4).substring(1);
        return verbs(resources.group(3)) + " " + what + whose + narrowed;
    }

    private static String verbs(String permissions) {
        switch (permissions) {
            case "read":
                return "read";
            case "write":
                return "write";
            case "*":
                return "read and write";
            default:
                break;
        }
        List<String> verbs = new ArrayList<>();
        Map<String, String> names = Map.of("c", "create", "r", "read", "u", "change", "d", "delete", "s", "search");
        permissions.chars().forEach(letter -> verbs.add(names.getOrDefault(Character.toString(letter), "use")));
        return verbs.size() == 1
                ? verbs.get(0)
                : String.join(", ", verbs.subList(0, verbs.size() - 1)) + " and " + verbs.get(verbs.size() - 1);
    }
}
