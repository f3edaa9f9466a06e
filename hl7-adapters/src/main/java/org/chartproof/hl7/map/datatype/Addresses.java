package org.chartproof.hl7.map.datatype;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.map.vocabulary.Vocabulary.Meaning;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Address.AddressType;
import org.hl7.fhir.r4.model.Address.AddressUse;

/** XAD as Address. */
public final class Addresses {

    private final Codes codes;

    private final Times times;

    public Addresses(Codes codes, Times times) {
        this.codes = codes;
        this.times = times;
    }

    /** An XAD: street, other designation, city, state, postal code, country, type, county in 9, begin and end in 13 and 14. Empty without any of the first six. */
    public Optional<Address> address(Repetition xad, String place) {
        Address address = new Address();
        street(xad).ifPresent(address::addLine);
        xad.component(2).asText().ifPresent(address::addLine);
        xad.component(3).asText().ifPresent(address::setCity);
        xad.component(4).asText().ifPresent(address::setState);
        xad.component(5).asText().ifPresent(address::setPostalCode);
        xad.component(6).asText().ifPresent(address::setCountry);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        xad.component(9).asText().ifPresent(address::setDistrict);
        codes.code(xad.component(7), Vocabulary.ADDRESS_USE, place)
                .map(AddressUse::fromCode)
                .ifPresent(address::setUse);
        // The same value of the same table: it was remarked on above if there is no such.
        if (Vocabulary.ADDRESS_TYPE.meaning(xad.component(7).orElse("")) instanceof Meaning.Code type) {
            address.setType(AddressType.fromCode(type.code()));
        }
        times.dateTime(xad.component(13), place)
                .ifPresent(start -> address.getPeriod().setStartElement(start));
        times.dateTime(xad.component(14), place)
                .ifPresent(end -> address.getPeriod().setEndElement(end));
        return Optional.of(address);
    }

    /** SAD: the whole line, or its street name and dwelling number apart. */
    private static Optional<String> street(Repetition xad) {
        String line = IntStream.rangeClosed(1, 3)
                .mapToObj(part -> xad.component(1, part))
                .map(Value::asText)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }
}
