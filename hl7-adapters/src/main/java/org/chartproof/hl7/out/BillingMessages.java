package org.chartproof.hl7.out;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartproof.hl7.ack.Stamp;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Claim.DiagnosisComponent;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Procedure;

/**
 * Writes what billing is told once coding is final: diagnoses and procedures as BAR^P12 (HL7 v2.6 chapter 6.4.6), charges as DFT^P03 (6.4.3). A second coding of the same encounter
 * sends the whole list again (P12 replaces), and of the charges a credit for each line that no longer holds and a charge for each new one.
 */
public final class BillingMessages {

    private static final String ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String ICD10PCS = "http://www.cms.gov/Medicare/Coding/ICD10";
    private static final String CPT = "http://www.ama-assn.org/go/cpt";
    private static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
    /** HL7 table 0017. */
    private static final String CHARGE = "CG";

    private static final String CREDIT = "CD";
    private static final int ID_DIGITS = 20;

    private final Addressing addressing;
    private final PersonSegments persons;

    public BillingMessages(Addressing addressing) {
        this.addressing = addressing;
        this.persons = new PersonSegments(addressing);
    }

    /**
     * Diagnoses with their rank and whether they were present on admission, and procedures.
     *
     * @param before the claim that was told last; empty the first time. What it had and the new one has no more is told as deleted (DG1-21)
     */
    public OutboundMessage account(FinalCoding coding, Optional<Claim> before, Stamp stamp) {
        StringBuilder message = begin(coding, "BAR", "P12", "BAR_P12", stamp);
        Set<String> told = codes(before);
        Set<String> holds = codes(Optional.of(coding.claim()));
        int set = 0;
        for (DiagnosisComponent diagnosis : diagnoses(coding.claim())) {
            set++;
            String action = told.contains(code(diagnosis)) ? "U" : "A";
            message.append(diagnosis(coding.claim(), diagnosis, set, String.valueOf(set), action));
        }
        for (DiagnosisComponent diagnosis :
                before.map(BillingMessages::diagnoses).orElse(List.of())) {
            if (!holds.contains(code(diagnosis))) {
                message.append(diagnosis(coding.claim(), diagnosis, ++set, "", "D"));
            }
        }
        group(coding.claim()).ifPresent(message::append);
        set = 0;
        for (Procedure procedure : coding.procedures()) {
            message.append(procedure(procedure, ++set));
        }
        return new OutboundMessage(stamp.messageId(), "BAR^P12", message.toString(), addressing.charset());
    }

    /**
     * Charges. A claim line that was told before and still holds is not told again.
     *
     * @param before the claim that was told last; empty the first time
     * @return empty if there is nothing to charge or to credit: a claim without service lines has no charges
     */
    public Optional<OutboundMessage> charges(FinalCoding coding, Optional<Claim> before, Stamp stamp) {
        Set<String> told = transactions(before);
        Set<String> holds = transactions(Optional.of(coding.claim()));
        List<String> segments = new ArrayList<>();
        before.ifPresent(old -> items(old).stream()
                .filter(item -> !holds.contains(transaction(old, item)))
                .forEach(item -> segments.add(charge(old, item, segments.size() + 1, CREDIT))));
        items(coding.claim()).stream()
                .filter(item -> !told.contains(transaction(coding.claim(), item)))
                .forEach(item -> segments.add(charge(coding.claim(), item, segments.size() + 1, CHARGE)));
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder message = begin(coding, "DFT", "P03", "DFT_P03", stamp);
        segments.forEach(message::append);
        return Optional.of(new OutboundMessage(stamp.messageId(), "DFT^P03", message.toString(), addressing.charset()));
    }

    private StringBuilder begin(FinalCoding coding, String code, String trigger, String structure, Stamp stamp) {
        String time = Moments.of(stamp.time());
        return new StringBuilder(1024)
                .append(persons.header(code, trigger, structure, stamp.messageId(), time))
                .append(PersonSegments.event(trigger, time))
                .append(persons.patient(coding.patient(), coding.encounter()))
                .append(persons.visit(coding.encounter()));
    }

    /** A claim that was cancelled has none, whatever stands in it. */
    private static List<DiagnosisComponent> diagnoses(Claim claim) {
        return isCancelled(claim) ? List.of() : claim.getDiagnosis();
    }

    private static List<ItemComponent> items(Claim claim) {
        return isCancelled(claim) ? List.of() : claim.getItem();
    }

    private static boolean isCancelled(Claim claim) {
        return claim.getStatus() == ClaimStatus.CANCELLED || claim.getStatus() == ClaimStatus.ENTEREDINERROR;
    }

    private static Set<String> codes(Optional<Claim> claim) {
        Set<String> codes = new HashSet<>();
        claim.map(BillingMessages::diagnoses).orElse(List.of()).forEach(diagnosis -> codes.add(code(diagnosis)));
        return codes;
    }

    private static String code(DiagnosisComponent diagnosis) {
        return String.valueOf(coding(diagnosis.getDiagnosisCodeableConcept()).getCode());
    }

    private static String diagnosis(Claim claim, DiagnosisComponent diagnosis, int set, String rank, String action) {
        Coding code = coding(diagnosis.getDiagnosisCodeableConcept());
        return new SegmentWriter("DG1")
                .text(1, String.valueOf(set))
                .written(3, coded(code))
                .text(5, Moments.day(new DateTimeType(claim.getCreated())))
                .text(6, "F")
                // The rank on the claim: 1 is the principal or first-listed diagnosis.
                .text(15, rank)
                .components(20, identifier(claim.getIdElement().getIdPart(), code.getCode()), "CHARTPROOF")
                .text(21, action)
                .text(26, onAdmission(diagnosis))
                .toString();
    }

    /** HL7 table 0895; a code that is exempt from reporting is told by an empty field on UB-04, by E here. */
    private static String onAdmission(DiagnosisComponent diagnosis) {
        CodeableConcept onAdmission = diagnosis.getOnAdmission();
        if (onAdmission.isEmpty()) {
            return "";
        }
        String code = onAdmission.getCodingFirstRep().getCode();
        if (code == null) {
            return "E";
        }
        return switch (code) {
            case "y" -> "Y";
            case "n" -> "N";
            case "u" -> "U";
            case "w" -> "W";
            default -> "";
        };
    }

    /** The diagnosis related group that the claim names, as a DRG segment. */
    private static Optional<String> group(Claim claim) {
        return diagnoses(claim).stream()
                .filter(DiagnosisComponent::hasPackageCode)
                .findFirst()
                .map(diagnosis -> new SegmentWriter("DRG")
                        .written(1, coded(coding(diagnosis.getPackageCode())))
                        .toString());
    }

    private static String procedure(Procedure procedure, int set) {
        DateTimeType performed = procedure.hasPerformedPeriod()
                ? procedure.getPerformedPeriod().getStartElement()
                : procedure.hasPerformedDateTimeType() ? procedure.getPerformedDateTimeType() : new DateTimeType();
        return new SegmentWriter("PR1")
                .text(1, String.valueOf(set))
                .written(3, coded(coding(procedure.getCode())))
                .text(5, Moments.of(performed))
                .text(14, String.valueOf(set))
                .toString();
    }

    private static String charge(Claim claim, ItemComponent item, int set, String type) {
        String code = coded(coding(item.getProductOrService()));
        SegmentWriter ft1 = new SegmentWriter("FT1")
                .text(1, String.valueOf(set))
                .text(2, transaction(claim, item))
                .text(4, served(claim, item))
                .text(5, Moments.day(new DateTimeType(claim.getCreated())))
                .text(6, type)
                .written(7, code)
                .text(10, item.hasQuantity() ? item.getQuantity().getValue().toPlainString() : "1");
        if (item.hasNet()) {
            ft1.written(11, item.getNet().getValue().toPlainString());
        }
        ft1.repetitions(
                19,
                item.getDiagnosisSequence().stream()
                        .map(PositiveIntType::getValue)
                        .flatMap(sequence ->
                                claim.getDiagnosis().stream().filter(diagnosis -> diagnosis.getSequence() == sequence))
                        .map(diagnosis -> coded(coding(diagnosis.getDiagnosisCodeableConcept())))
                        .toList());
        ft1.written(25, code);
        ft1.repetitions(
                26,
                item.getModifier().stream()
                        .map(modifier -> coded(coding(modifier)))
                        .toList());
        return ft1.toString();
    }

    private static String served(Claim claim, ItemComponent item) {
        if (item.hasServicedPeriod()) {
            return Moments.of(item.getServicedPeriod().getStartElement());
        }
        return item.hasServicedDateType()
                ? Moments.of(item.getServicedDateType())
                : Moments.of(claim.getBillablePeriod().getStartElement());
    }

    private static Set<String> transactions(Optional<Claim> claim) {
        Set<String> transactions = new HashSet<>();
        claim.ifPresent(one -> items(one).forEach(item -> transactions.add(transaction(one, item))));
        return transactions;
    }

    /** FT1-2: names the line by what is charged, so that the same line has the same id in every message and a changed one another. */
    private static String transaction(Claim claim, ItemComponent item) {
        StringBuilder line = new StringBuilder(coded(coding(item.getProductOrService())));
        line.append('|').append(item.getSequence()).append('|').append(served(claim, item));
        line.append('|')
                .append(item.hasQuantity() ? item.getQuantity().getValue().toPlainString() : "1");
        item.getModifier()
                .forEach(modifier -> line.append('|').append(coding(modifier).getCode()));
        item.getDiagnosisSequence().forEach(sequence -> claim.getDiagnosis().stream()
                .filter(diagnosis -> diagnosis.getSequence() == sequence.getValue())
                .forEach(diagnosis -> line.append('|')
                        .append(coding(diagnosis.getDiagnosisCodeableConcept()).getCode())));
        return identifier(claim.getIdElement().getIdPart(), line.toString());
    }

    private static Coding coding(CodeableConcept concept) {
        return concept.hasCoding() ? concept.getCodingFirstRep() : new Coding().setDisplay(concept.getText());
    }

    /** A CWE with the coding system as HL7 table 0396 names it. */
    private static String coded(Coding coding) {
        String system =
                switch (coding.hasSystem() ? coding.getSystem() : "") {
                    case ICD10CM -> "I10C";
                    case ICD10PCS -> "I10P";
                    case CPT -> "C4";
                    case HCPCS -> "HCPCS";
                    default -> "";
                };
        return SegmentWriter.joined(
                coding.hasCode() ? coding.getCode() : "",
                coding.hasDisplay() ? coding.getDisplay() : "",
                system.isEmpty() && coding.hasSystem() ? coding.getSystem() : system);
    }

    private static String identifier(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
