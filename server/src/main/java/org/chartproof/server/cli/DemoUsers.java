package org.chartproof.server.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.server.authserver.user.Passwords;
import org.chartproof.server.authserver.user.UserAccount;
import org.chartproof.server.authserver.user.UserFile;
import org.chartproof.server.config.Secret;
import org.chartproof.server.security.Role;

/** The invented people of the demo: one of each role, each with a password that is made up at the first start and shown once. */
final class DemoUsers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Person> PEOPLE = List.of(
            new Person("coder", Role.CODER, "Cora", "Demofield"),
            new Person("clinician", Role.CLINICIAN, "Clive", "Demobrook"),
            new Person("auditor", Role.AUDITOR, "Audrey", "Demohurst"),
            new Person("administrator", Role.ADMINISTRATOR, "Adam", "Demowick"));

    private final UserFile file;

    private record Person(String name, Role role, String given, String family) {
        String practitioner() {
            return "demo-" + name;
        }
    }

    /**
     * Someone who was added just now.
     *
     * @param password that nobody else knows
     */
    record Made(UserAccount user, Secret password) {}

    DemoUsers(UserFile file) {
        this.file = file;
    }

    /** Adds them where there are no users yet; answers those that were added. */
    List<Made> make() {
        List<Made> made = new ArrayList<>();
        if (!file.read().isEmpty()) {
            return made;
        }
        SecureRandom random = new SecureRandom();
        for (Person person : PEOPLE) {
            Secret password = Passwords.make(random);
            UserAccount user = new UserAccount(
                    person.name(),
                    person.given() + " " + person.family(),
                    Set.of(person.role()),
                    Optional.of("Practitioner/" + person.practitioner()),
                    Passwords.hash(password));
            file.put(user);
            made.add(new Made(user, password));
        }
        return made;
    }

    /** Stores who they are as resources. */
    void store(FhirClient client) throws IOException, InterruptedException {
        for (Person person : PEOPLE) {
            ObjectNode practitioner = JSON.createObjectNode()
                    .put("resourceType", "Practitioner")
                    .put("id", person.practitioner())
                    .put("active", true);
            practitioner
                    .putArray("name")
                    .addObject()
                    .put("family", person.family())
                    .putArray("given")
                    .add(person.given());
            FhirClient.Answer answer = client.put("Practitioner/" + person.practitioner(), practitioner);
            if (!answer.ok()) {
                throw new IOException("The server refused a user of the demo: " + answer.problem());
            }
        }
    }

    /**
     * Tells how to sign in.
     *
     * @param made     those whose passwords nobody has seen yet
     * @param launcher whether there is one
     */
    static void print(List<Made> made, URI root, boolean launcher, PrintStream out) {
        out.println();
        if (made.isEmpty()) {
            out.println(
                    "Who may sign in: ./chartproof user list. A new password: ./chartproof user add NAME --role ROLE");
        } else {
            out.println("Who may sign in, with passwords made up just now and shown this once:");
            made.forEach(one -> out.printf(
                    "  %-14s %s   %s%n",
                    one.user().name(), one.password().reveal(), one.user().display()));
        }
        out.println();
        if (launcher) {
            out.println("Open an encounter as an EHR would, without a password: " + root.resolve("/launcher"));
        }
        out.println("With curl:  curl -H \"Authorization: Bearer $(./chartproof token --user coder)\" "
                + root.resolve("/fhir/Claim"));
        out.flush();
    }
}
