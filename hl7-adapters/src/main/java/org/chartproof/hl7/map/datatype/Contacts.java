package org.chartproof.hl7.map.datatype;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;

/** XTN as ContactPoint. */
public final class Contacts {

    private final Codes codes;

    public Contacts(Codes codes) {
        this.codes = codes;
    }

    /**
     * An XTN: number as one text, use, equipment, address for mail, then the number in parts. Empty without a number or an address.
     *
     * @param usual use if the element says none: PID-13 is at home, PID-14 at work
     */
    public Optional<ContactPoint> contact(Repetition xtn, Optional<ContactPointUse> usual, String place) {
        ContactPointSystem system = codes.code(xtn.component(3), Vocabulary.TELECOM_EQUIPMENT, place)
                .map(ContactPointSystem::fromCode)
                .orElse(
                        xtn.component(4).isPresent() && number(xtn).isEmpty()
                                ? ContactPointSystem.EMAIL
                                : ContactPointSystem.PHONE);
        Optional<String> mail = xtn.component(4).asText();
        boolean isMail = system == ContactPointSystem.EMAIL;
        return (isMail ? mail.or(() -> number(xtn)) : number(xtn).or(() -> mail)).map(text -> {
            ContactPoint contact = new ContactPoint()
                    .setSystem(isMail && !text.contains("@") && mail.isEmpty() ? ContactPointSystem.PHONE : system)
                    .setValue(text);
            use(xtn, place).or(() -> usual).ifPresent(contact::setUse);
            return contact;
        });
    }

    private Optional<ContactPointUse> use(Repetition xtn, String place) {
        boolean mobile = xtn.component(3).orElse("").equalsIgnoreCase("CP");
        return mobile
                ? Optional.of(ContactPointUse.MOBILE)
                : codes.code(xtn.component(2), Vocabulary.TELECOM_USE, place).map(ContactPointUse::fromCode);
    }

    /** The unformatted number, else the old single text, else its parts: country, area, local number, extension. */
    private static Optional<String> number(Repetition xtn) {
        return xtn.component(12)
                .asText()
                .or(() -> xtn.component(1).asText())
                .or(() -> xtn.component(7).isPresent() || xtn.component(6).isPresent()
                        ? Optional.of(parts(xtn))
                        : Optional.empty());
    }

    private static String parts(Repetition xtn) {
        String number = Stream.of(
                        xtn.component(5).asText().map(country -> country.startsWith("+") ? country : "+" + country),
                        xtn.component(6).asText(),
                        xtn.component(7).asText())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return number
                + xtn.component(8).asText().map(extension -> " x" + extension).orElse("");
    }

    /** A telephone number that stands alone. */
    public static Optional<ContactPoint> phone(Value value) {
        return value.asText()
                .map(text ->
                        new ContactPoint().setSystem(ContactPointSystem.PHONE).setValue(text));
    }
}
