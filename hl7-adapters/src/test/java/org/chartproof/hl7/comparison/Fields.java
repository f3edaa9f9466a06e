package org.chartproof.hl7.comparison;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What resources of a type say: values by path, without positions. Ids and what refers by them are left out, since each converter makes its own; of a reference only that it is
 * there counts. Times are compared as moments.
 */
final class Fields {

    private static final Set<String> LEFT_OUT = Set.of("id", "meta", "text", "contained", "language", "implicitRules");

    private final TreeMap<String, Set<String>> values = new TreeMap<>();

    static Fields of(Iterable<Resource> resources, String type) {
        Fields fields = new Fields();
        for (Resource resource : resources) {
            if (resource.fhirType().equals(type)) {
                fields.add(type, resource);
            }
        }
        return fields;
    }

    TreeMap<String, Set<String>> values() {
        return values;
    }

    private void add(String path, Base element) {
        for (Property property : element.children()) {
            if (!LEFT_OUT.contains(property.getName())) {
                String name = property.getName().replace("[x]", "");
                property.getValues().forEach(value -> value(path + "." + name, value));
            }
        }
    }

    private void value(String path, Base value) {
        if (value instanceof Reference reference) {
            values.computeIfAbsent(path, key -> new TreeSet<>()).add("(a reference)");
            if (reference.hasDisplay()) {
                put(path + ".display", reference.getDisplay());
            }
        } else if (value.isPrimitive()) {
            if (value.primitiveValue() != null) {
                put(path, value.primitiveValue());
            }
        } else {
            add(path, value);
        }
    }

    private void put(String path, String value) {
        values.computeIfAbsent(path, key -> new TreeSet<>()).add(normalised(value));
    }

    private static String normalised(String value) {
        if (value.length() > 16 && value.charAt(4) == '-') {
            try {
                return OffsetDateTime.parse(value).toInstant().toString();
            } catch (DateTimeParseException e) {
                // No time: compared as text.
                return value;
            }
        }
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
