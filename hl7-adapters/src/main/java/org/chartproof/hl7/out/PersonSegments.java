package org.chartproof.hl7.out;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.hl7.table.Charsets;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** MSH, EVN, PID and PV1: who and which visit, enough for the receiver to find both. */
final class PersonSegments {

    private static final String OWN = "urn:chartproof:hl7v2:";
    private static final String ACCOUNT = "AN";
    private static final String VISIT = "VN";

    private final Addressing addressing;

    PersonSegments(Addressing addressing) {
        this.addressing = addressing;
    }

    String header(String code, String trigger, String structure, String controlId, String time) {
        return new SegmentWriter("MSH")
                .written(1, "^~\\&")
                .text(2, addressing.sendingApplication())
                .text(3, addressing.sendingFacility())
                .text(4, addressing.receivingApplication())
                .text(5, addressing.receivingFacility())
                .text(6, time)
                .components(8, code, trigger, structure)
                .text(9, controlId)
                .text(10, addressing.processingId())
                .text(11, addressing.version())
                .text(17, Charsets.nameOf(addressing.charset()).orElseThrow())
                .toString();
    }

    static String event(String trigger, String time) {
        return new SegmentWriter("EVN").text(1, trigger).text(2, time).toString();
    }

    String patient(Patient patient, Encounter encounter) {
        SegmentWriter pid = new SegmentWriter("PID").text(1, "1");
        pid.repetitions(
                3,
                patient.getIdentifier().stream()
                        .filter(one -> one.getUse() != Identifier.IdentifierUse.OLD)
                        .map(this::composite)
                        .toList());
        pid.repetitions(5, patient.getName().stream().map(PersonSegments::name).toList());
        if (patient.hasBirthDate()) {
            pid.text(7, patient.getBirthDateElement().getValueAsString().replace("-", ""));
        }
        pid.text(8, sex(patient));
        pid.repetitions(
                11, patient.getAddress().stream().map(PersonSegments::address).toList());
        ofType(encounter, ACCOUNT).ifPresent(account -> pid.written(18, composite(account)));
        return pid.toString();
    }

    String visit(Encounter encounter) {
        SegmentWriter pv1 = new SegmentWriter("PV1").text(1, "1").text(2, patientClass(encounter));
        ofType(encounter, VISIT)
                .or(() -> encounter.getIdentifier().stream()
                        .filter(one -> !isOfType(one, ACCOUNT))
                        .findFirst())
                .ifPresent(number -> pv1.written(19, composite(number)));
        pv1.text(44, Moments.of(encounter.getPeriod().getStartElement()));
        pv1.text(45, Moments.of(encounter.getPeriod().getEndElement()));
        return pv1.toString();
    }

    private static String patientClass(Encounter encounter) {
        return switch (encounter.getClass_().hasCode()
                ? encounter.getClass_().getCode().toUpperCase(Locale.ROOT)
                : "") {
            case "IMP", "ACUTE", "NONAC" -> "I";
            case "EMER" -> "E";
            case "PRENC" -> "P";
            case "OBSENC" -> "B";
            case "AMB", "SS", "VR", "HH", "FLD" -> "O";
            default -> "U";
        };
    }

    private static Optional<Identifier> ofType(Encounter encounter, String type) {
        return encounter.getIdentifier().stream()
                .filter(one -> isOfType(one, type))
                .findFirst();
    }

    private static boolean isOfType(Identifier identifier, String type) {
        return identifier.getType().getCoding().stream().anyMatch(coding -> type.equals(coding.getCode()));
    }

    /** A CX. */
    private String composite(Identifier identifier) {
        String type = identifier.getType().getCoding().stream()
                .filter(coding -> coding.hasCode())
                .map(coding -> coding.getCode())
                .findFirst()
                .orElse("");
        String value = SegmentWriter.escaped(identifier.hasValue() ? identifier.getValue() : "");
        String whole = value + "^^^" + authority(identifier) + "^" + SegmentWriter.escaped(type);
        return whole.replaceAll("\\^+$", "");
    }

    /** An HD as subcomponents. */
    private String authority(Identifier identifier) {
        String system = identifier.hasSystem() ? identifier.getSystem() : "";
        String namespace = addressing.namespaces().get(system);
        if (namespace != null) {
            return SegmentWriter.escaped(namespace);
        }
        if (system.startsWith("urn:oid:")) {
            return "&" + SegmentWriter.escaped(system.substring("urn:oid:".length())) + "&ISO";
        }
        if (system.startsWith("urn:uuid:")) {
            return "&" + SegmentWriter.escaped(system.substring("urn:uuid:".length())) + "&UUID";
        }
        if (system.startsWith(OWN)) {
            // The name that the sender of the visit used; it was folded to lower case on the way in.
            return SegmentWriter.escaped(system.substring(OWN.length()).toUpperCase(Locale.ROOT));
        }
        return system.isEmpty() ? "" : "&" + SegmentWriter.escaped(system) + "&URI";
    }

    private static String name(HumanName name) {
        List<String> given =
                name.getGiven().stream().map(one -> one.getValueNotNull()).toList();
        String further = given.size() > 1 ? String.join(" ", given.subList(1, given.size())) : "";
        return SegmentWriter.joined(
                name.hasFamily() ? name.getFamily() : "",
                given.isEmpty() ? "" : given.get(0),
                further,
                name.getSuffixAsSingleString(),
                name.getPrefixAsSingleString());
    }

    private static String address(Address address) {
        List<String> lines = new ArrayList<>();
        address.getLine().forEach(line -> lines.add(line.getValueNotNull()));
        return SegmentWriter.joined(
                lines.isEmpty() ? "" : lines.get(0),
                lines.size() > 1 ? lines.get(1) : "",
                address.hasCity() ? address.getCity() : "",
                address.hasState() ? address.getState() : "",
                address.hasPostalCode() ? address.getPostalCode() : "",
                address.hasCountry() ? address.getCountry() : "");
    }

    private static String sex(Patient patient) {
        AdministrativeGender gender = patient.getGender();
        if (gender == null) {
            return "";
        }
        return switch (gender) {
            case MALE -> "M";
            case FEMALE -> "F";
            case OTHER -> "O";
            default -> "U";
        };
    }
}
