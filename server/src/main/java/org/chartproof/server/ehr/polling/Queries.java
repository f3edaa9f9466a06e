package org.chartproof.server.ehr.polling;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.server.ehr.connection.Ehr;

/** What is searched for, as an EHR of that kind wants it. */
public final class Queries {

    private final Ehr ehr;

    public Queries(Ehr ehr) {
        this.ehr = ehr;
    }

    /** What of a type changed since a moment. */
    String changed(String type, Instant since) {
        List<String> parameters = new ArrayList<>(List.of("_lastUpdated=ge" + text(since)));
        if (ehr.capabilities().sorts()) {
            parameters.add("_sort=_lastUpdated");
        }
        parameters.addAll(filter(type));
        return type + "?" + String.join("&", parameters) + "&" + count();
    }

    /** What of a type there is about a patient, and changed since a moment where the EHR can tell. */
    String ofPatient(String type, String patient, Instant since) {
        List<String> parameters = new ArrayList<>(List.of("patient=" + patient));
        ehr.capabilities().since().ifPresent(name -> parameters.add(name + "=ge" + text(since)));
        parameters.addAll(filter(type));
        return type + "?" + String.join("&", parameters) + "&" + count();
    }

    /** Criteria of a Subscription. */
    public String criteria(String type) {
        List<String> parameters = filter(type);
        return type + "?" + (parameters.isEmpty() ? "_id:missing=false" : String.join("&", parameters));
    }

    private String count() {
        return "_count=" + ehr.source().polling().pageSize();
    }

    /** By status nothing is filtered: a document that is withdrawn must be found too. */
    private List<String> filter(String type) {
        List<String> parameters = new ArrayList<>();
        Optional<String> always =
                Optional.ofNullable(ehr.capabilities().always().get(type));
        boolean documents = type.equals("DocumentReference");
        List<String> categories = ehr.source().filter().noteCategories();
        List<String> types = ehr.source().filter().noteTypes();
        if (documents && !types.isEmpty()) {
            parameters.add("type=" + encoded(types));
        }
        if (documents && !categories.isEmpty()) {
            parameters.add("category=" + encoded(categories));
        } else {
            always.ifPresent(parameters::add);
        }
        return parameters;
    }

    private static String encoded(List<String> tokens) {
        return URLEncoder.encode(String.join(",", tokens), StandardCharsets.UTF_8);
    }

    private static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
