package org.chartproof.server.attack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the list.
 *
 * @param id      as the docs name it
 * @param group   what kind it is of
 * @param tries   what the attacker wants
 * @param before  requests that set the scene, by somebody who may
 * @param as      whose token is shown where the request shows none: that of {@link Tokens}, or nobody
 * @param send    the request itself, with {@code {words}} that {@link Scene} fills in
 * @param pause   milliseconds between bytes of the body; 0 for all at once
 * @param times   how often it is sent; the last answer counts
 * @param holds   what must be true of the answer
 * @param after   a request by somebody who may, that shows what is stored now
 * @param stays   what must be true of the answer to that
 * @param control a request much like the attack that is in order: {@code holds} must be untrue of its answer, which shows that it could be
 * @param controlAs whose token that shows
 * @param bites   an answer as a server without the defence would give, headers before the body: {@code holds} must be untrue of it
 */
record Attack(
        String id,
        String group,
        String tries,
        List<String> before,
        String as,
        String send,
        int pause,
        int times,
        Holds holds,
        @Nullable String after,
        @Nullable Holds stays,
        @Nullable String control,
        String controlAs,
        @Nullable String bites) {

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);

    Attack {
        Objects.requireNonNull(id);
        Objects.requireNonNull(group, id);
        Objects.requireNonNull(tries, id);
        Objects.requireNonNull(send, id);
        Objects.requireNonNull(holds, id);
        as = as == null ? "all" : as;
        controlAs = controlAs == null ? as : controlAs;
        times = Math.max(1, times);
        before = before == null ? List.of() : List.copyOf(before);
    }

    /**
     * What must be true of an answer.
     *
     * @param status  such as {@code 403}, {@code 4xx}, {@code 401 or 403}, {@code closed}
     * @param lacks   words that it must not have, in headers or body
     * @param has     words that it must have
     * @param headers patterns by name; an empty one says that the header is absent
     */
    record Holds(
            @Nullable String status,
            @JsonProperty("lacks") List<String> lacks,
            @JsonProperty("has") List<String> has,
            Map<String, String> headers) {
        Holds {
            lacks = lacks == null ? List.of() : List.copyOf(lacks);
            has = has == null ? List.of() : List.copyOf(has);
            headers = headers == null ? Map.of() : Map.copyOf(headers);
        }

        /** What is not as it must be; empty if all is. */
        String broken(RawHttp.Answer answer, Scene scene) {
            if (status != null && !statusFits(answer.status())) {
                return "status is " + answer.status() + ", not " + status;
            }
            for (String word : lacks.stream().map(scene::fill).toList()) {
                if (answer.text().contains(word)) {
                    return "the answer has '" + word + "'";
                }
            }
            for (String word : has.stream().map(scene::fill).toList()) {
                if (!answer.text().contains(word)) {
                    return "the answer lacks '" + word + "'";
                }
            }
            for (Map.Entry<String, String> header : headers.entrySet()) {
                String value = answer.header(header.getKey());
                boolean fits = header.getValue().isEmpty() ? value.isEmpty() : value.matches(header.getValue());
                if (!fits) {
                    return header.getKey() + " is '" + value + "'";
                }
            }
            return "";
        }

        private boolean statusFits(int given) {
            for (String one : String.valueOf(status).split(" or ")) {
                String pattern = one.equals("closed") ? "0" : one.replace("x", "\\d");
                if (Integer.toString(given).matches(pattern)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The entries of a file of the list. */
    static List<Attack> read(String file) {
        try (InputStream in = Objects.requireNonNull(Attack.class.getResourceAsStream(file), file)) {
            return List.of(YAML.readValue(in, Attack[].class));
        } catch (IOException e) {
            throw new IllegalStateException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
