package org.chartproof.server.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a servlet beside FHIR tells of a request for the record that is made of it: whose data its answer shows, and who asked where that is not known by a token of ours. Told before the answer is written,
 * which leaves once the record is stored.
 */
public final class Disclosure {
    private static final String ATTRIBUTE = Disclosure.class.getName();

    private final List<String> references = new ArrayList<>();
    private @Nullable Asker asker;

    private record Asker(String subject, String client) {}

    private Disclosure() {}

    /**
     * The answer shows something of resources.
     *
     * @param references such as {@code Patient/example} or {@code Claim/example}
     */
    public static void of(HttpServletRequest request, Collection<String> references) {
        on(request).references.addAll(references);
    }

    /**
     * Somebody at another system asked, who is known by what that says.
     *
     * @param subject the person there
     * @param client  the system
     */
    public static void by(HttpServletRequest request, String subject, String client) {
        on(request).asker = new Asker(subject, client);
    }

    static List<String> references(HttpServletRequest request) {
        return List.copyOf(on(request).references);
    }

    static AuditRecord.Agent agent(HttpServletRequest request) {
        return Optional.ofNullable(on(request).asker)
                .map(one -> Agents.of(one.subject(), one.client(), request))
                .orElseGet(() -> Agents.of(request));
    }

    private static Disclosure on(HttpServletRequest request) {
        Disclosure told = request.getAttribute(ATTRIBUTE) instanceof Disclosure known ? known : new Disclosure();
        request.setAttribute(ATTRIBUTE, told);
        return told;
    }
}
