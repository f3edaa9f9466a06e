package org.chartproof.hl7.map.datatype;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.StringType;

/** XPN and the names in XCN as HumanName. */
public final class Names {

    private final Codes codes;
    private final Times times;

    public Names(Codes codes, Times times) {
        this.codes = codes;
        this.times = times;
    }

    /** An XPN: family, given, further given, suffix, prefix, degree, type; begin and end in 12 and 13. Empty without family and given name. */
    public Optional<HumanName> person(Repetition xpn, String place) {
        return name(xpn, 1, xpn.component(7), place).map(name -> {
            times.dateTime(xpn.component(12), place)
                    .ifPresent(start -> name.getPeriod().setStartElement(start));
            times.dateTime(xpn.component(13), place)
                    .ifPresent(end -> name.getPeriod().setEndElement(end));
            return name;
        });
    }

    /** The name in an XCN, from its second component on; its type in 10. Empty without family and given name. */
    public Optional<HumanName> clinician(Repetition xcn, String place) {
        return name(xcn, 2, xcn.component(10), place);
    }

    /** A name as one line: prefix, given names, family name, suffix. */
    public static String line(HumanName name) {
        return Stream.of(
                        name.getPrefix().stream(),
                        name.getGiven().stream(),
                        Stream.of(name.getFamilyElement()),
                        name.getSuffix().stream())
                .flatMap(parts -> parts)
                .map(StringType::getValue)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    private Optional<HumanName> name(Repetition parts, int first, Value type, String place) {
        HumanName name = new HumanName();
        parts.component(first).asText().ifPresent(name::setFamily);
        parts.component(first + 1).asText().ifPresent(name::addGiven);
        parts.component(first + 2).asText().ifPresent(name::addGiven);
        if (!name.hasFamily() && !name.hasGiven()) {
            return Optional.empty();
        }
        parts.component(first + 3).asText().ifPresent(name::addSuffix);
        parts.component(first + 4).asText().ifPresent(name::addPrefix);
        parts.component(first + 5).asText().ifPresent(name::addSuffix);
        codes.code(type, Vocabulary.NAME_TYPE, place).map(NameUse::fromCode).ifPresent(name::setUse);
        return Optional.of(name);
    }
}
