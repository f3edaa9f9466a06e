package org.chartproof.coding.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.event.Phrases.Match;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;

/** Where somebody was hurt (Y92), doing what (Y93), and whether at work (Y99). Tables: {@code places.tsv}, {@code activities.tsv}. */
final class Circumstances {

    /** Words that a place stands behind: "on the sidewalk in front of her building". */
    /** A street of a kind that is not told. */
    private static final String STREET = "Y92.410";

    private static final Set<String> IN =
            Set.of("in", "at", "on", "inside", "outside", "near", "into", "of", "from", "down", "to", "off", "leaving");

    /** How many words stand between: "on a college soccer field". */
    private static final int NEAR = 4;

    /** Words of discharge and transfer, and how far before the place they stand. */
    private static final Set<String> LEAVING = Set.of(
            "discharge",
            "discharged",
            "dc",
            "d/c",
            "dispo",
            "disposition",
            "transfer",
            "transferred",
            "return",
            "back");

    private static final int LEAVING_REACH = 10;

    private static final String DWELLING = "Y92.0";
    private static final String HOME = "Y92.00";
    private static final String SOME_HOME = "Y92.009";

    /** Dwellings, and what the code of a room in one begins with. */
    private static final Map<String, String> DWELLINGS = Map.of(
            "house",
            "Y92.01",
            "apartment",
            "Y92.03",
            "condo",
            "Y92.03",
            "flat",
            "Y92.03",
            "trailer",
            "Y92.02",
            "snf",
            "Y92.12");

    /** Rooms of apartments and nursing homes have numbers of their own: bathroom 1, bedroom 2. */
    private static final Map<Character, Character> ROOMS =
            Map.of('0', '0', '1', '8', '2', '1', '3', '2', '7', '8', '8', '8', '9', '9');

    private final Phrases<String> places = read("places.tsv");
    private final Phrases<String> activities = read("activities.tsv");

    private final Phrases<String> work = new Phrases<>(Set.of("the", "his", "her"));

    /** A sentence that tells what happened, or stands beside one that does. */
    record Scene(Reading reading, Sentence sentence) {}

    /** A stretch of a sentence with its code. */
    record Circumstance(Scene scene, int first, int last, String code) {

        List<Token> tokens() {
            return scene.sentence().tokens();
        }
    }

    Circumstances() {
        List.of(
                        "at work",
                        "on the job",
                        "while working",
                        "work related",
                        "work injury",
                        "work comp",
                        "worker comp",
                        "injured at work",
                        "hurt at work",
                        "comp claim",
                        "job related",
                        "occupational injury",
                        "at his workplace",
                        "at her workplace",
                        "at the workplace",
                        "during his shift",
                        "during her shift",
                        "workers comp",
                        "at his job",
                        "at her job",
                        "on duty")
                .forEach(phrase -> work.add(phrase, "Y99.0"));
    }

    private static Phrases<String> read(String file) {
        Phrases<String> phrases = new Phrases<>(Set.of("the", "a", "her", "his", "their", "s", "own"));
        for (DataFile.Row row : DataFile.read(file, 2)) {
            for (String phrase : row.column(1).split("\\|")) {
                if (phrases.add(phrase, row.column(0)).isPresent()) {
                    throw row.error("repeats \"" + phrase + "\"");
                }
            }
        }
        return phrases;
    }

    /** The place that sentences tell: the first that is no home, else the home with its room. */
    Optional<Circumstance> place(List<Scene> scenes, Optional<Mechanisms.Mechanism> mechanism) {
        Optional<Circumstance> atHome = Optional.empty();
        for (Scene scene : scenes) {
            List<Circumstance> found = matches(places, scene);
            for (int i = 0; i < found.size(); i++) {
                Circumstance one = found.get(i);
                // "On a college soccer field": the last of what follows each other is the place.
                boolean home = one.code().startsWith(DWELLING);
                // "In the kitchen at home": the room is.
                boolean goesOn = i + 1 < found.size()
                        && found.get(i + 1).first() == one.last() + 1
                        && !(home && found.get(i + 1).code().equals(SOME_HOME));
                if (goesOn || !standsBehindIn(one) || !home && isOf(mechanism, one)) {
                    continue;
                }
                if (!home) {
                    return Optional.of(moreExact(one, found));
                }
                boolean unsaid = atHome.isPresent() && atHome.get().code().endsWith("9");
                atHome = atHome.isEmpty() || unsaid ? Optional.of(one) : atHome;
            }
        }
        return atHome.map(one -> new Circumstance(one.scene(), one.first(), one.last(), inDwelling(one, scenes)));
    }

    /** "On Mercer Street, a residential street": the kind of a street may follow its name. */
    private static Circumstance moreExact(Circumstance street, List<Circumstance> found) {
        if (!street.code().equals(STREET)) {
            return street;
        }
        return found.stream()
                .filter(other -> other.first() > street.last()
                        && !other.code().equals(STREET)
                        && other.code().startsWith(STREET.substring(0, STREET.length() - 1)))
                .findFirst()
                .orElse(street);
    }

    /** Whether words are those of the mechanism: "off the jungle gym" names no gym. */
    private static boolean isOf(Optional<Mechanisms.Mechanism> mechanism, Circumstance found) {
        return mechanism.isPresent()
                && mechanism.get().sentence() == found.scene().sentence()
                && found.first() >= mechanism.get().first()
                && found.last() <= mechanism.get().last();
    }

    /** A room is in the dwelling that its own sentence names, else in one that is named beside. */
    private static String inDwelling(Circumstance place, List<Scene> scenes) {
        if (!place.code().startsWith(HOME)) {
            return place.code();
        }
        String own = inDwelling(place.code(), words(List.of(place.scene())));
        return own.equals(place.code()) ? inDwelling(place.code(), words(scenes)) : own;
    }

    private static Set<String> words(List<Scene> scenes) {
        Set<String> words = new HashSet<>();
        scenes.forEach(scene -> scene.sentence().tokens().forEach(token -> words.add(token.form())));
        return words;
    }

    private static String inDwelling(String code, Set<String> words) {
        char room = code.charAt(code.length() - 1);
        for (String dwelling : List.of("snf", "apartment", "condo", "flat", "trailer", "house")) {
            if (words.contains(dwelling)) {
                String begins = DWELLINGS.getOrDefault(dwelling, HOME);
                boolean own = begins.equals("Y92.03") || begins.equals("Y92.12");
                return begins + (own ? ROOMS.getOrDefault(room, '8') : Character.valueOf(room));
            }
        }
        return code;
    }

    /** "Discharged 2/12 to SNF": where the patient goes. */
    private static boolean isDestination(Circumstance found) {
        List<Token> tokens = found.tokens();
        boolean to = found.first() > 0 && tokens.get(found.first() - 1).form().equals("to");
        for (int i = Math.max(0, found.first() - LEAVING_REACH); to && i < found.first(); i++) {
            boolean slash = i >= 2
                    && tokens.get(i).form().equals("c")
                    && tokens.get(i - 1).form().equals("/")
                    && tokens.get(i - 2).form().equals("d");
            if (slash || LEAVING.contains(tokens.get(i).form())) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsBehindIn(Circumstance found) {
        if (isDestination(found)) {
            return false;
        }
        List<Token> tokens = found.tokens();
        if (IN.contains(tokens.get(found.first()).form())) {
            return true;
        }
        int words = 0;
        for (int i = found.first() - 1; i >= 0 && words < NEAR; i--) {
            if (IN.contains(tokens.get(i).form())) {
                return true;
            }
            // "At a house (front porch)".
            boolean opens = tokens.get(i).form().equals("(");
            if (tokens.get(i).kind() == Token.Kind.MARK && !opens) {
                return false;
            }
            words += opens ? 0 : 1;
        }
        return false;
    }

    /** What was being done. */
    Optional<Circumstance> activity(List<Scene> scenes, Optional<Mechanisms.Mechanism> mechanism) {
        // "Struck by a baseball" tells what with, not what was being done.
        return scenes.stream()
                .flatMap(scene -> matches(activities, scene).stream())
                .filter(found -> !isOf(mechanism, found))
                .findFirst();
    }

    /** That it was being done for pay. */
    Optional<Circumstance> work(List<Scene> scenes) {
        return scenes.stream().flatMap(scene -> matches(work, scene).stream()).findFirst();
    }

    private static List<Circumstance> matches(Phrases<String> phrases, Scene scene) {
        List<Circumstance> found = new ArrayList<>();
        List<Token> tokens = scene.sentence().tokens();
        for (int at = 0; at < tokens.size(); at++) {
            Optional<Match<String>> match = phrases.longestAt(tokens, at, code -> true);
            if (match.isPresent()) {
                found.add(new Circumstance(
                        scene, at, match.get().last(), match.get().value()));
                at = match.get().last();
            }
        }
        return found;
    }
}
