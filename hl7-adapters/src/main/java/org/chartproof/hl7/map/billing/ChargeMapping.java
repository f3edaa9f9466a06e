package org.chartproof.hl7.map.billing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.Clinicians;
import org.chartproof.hl7.map.adt.DiagnosisMapping;
import org.chartproof.hl7.map.adt.ProcedureMapping;
import org.chartproof.hl7.map.adt.Subject.Known;
import org.chartproof.hl7.map.datatype.Codes;
import org.chartproof.hl7.map.datatype.DataTypes;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.message.Field;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.ChargeItem.ChargeItemPerformerComponent;
import org.hl7.fhir.r4.model.ChargeItem.ChargeItemStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/**
 * FT1 as ChargeItem, known by FT1-2 and FT1-6. A credit (CR, CD) is an item of its own with a negative quantity; the charge that it takes back is aborted. Payments and adjustments
 * (PY, AJ) are of the account, and no item.
 */
final class ChargeMapping {

    /** Modifiers of FT1-26: ChargeItem has no element for them. */
    static final String MODIFIER = "https://chartproof.org/fhir/StructureDefinition/charge-modifier";

    private static final String SYSTEM = "urn:chartproof:hl7v2:charge";
    private static final String CPT = "http://www.ama-assn.org/go/cpt";
    private static final String CHARGE = "CG";
    private static final List<String> CREDITS = List.of("CR", "CD");

    private final Translation translation;
    private final DataTypes types;
    private final Known known;
    private final Optional<Account> account;
    private final Map<String, Integer> seen = new HashMap<>();

    ChargeMapping(Translation translation, Known known, Optional<Account> account) {
        this.translation = translation;
        this.types = translation.types();
        this.known = known;
        this.account = account;
    }

    /** Maps each FT1 of the message. */
    void map() {
        for (Segment ft1 : translation.message().all("FT1")) {
            String kind = ft1.value(6).orElse(CHARGE).toUpperCase(Locale.ROOT);
            if (kind.equals("PY") || kind.equals("AJ")) {
                translation.warn(ft1.place(6), "no-charge", "A payment or an adjustment, and no charge: left out.");
            } else {
                map(ft1, kind);
            }
        }
    }

    private void map(Segment ft1, String kind) {
        Optional<CodeableConcept> code = code(ft1);
        if (code.isEmpty()) {
            translation.warn(ft1.place(7), "no-charge-code", "Neither FT1-7 nor FT1-25: the charge was left out.");
            return;
        }
        boolean credit = CREDITS.contains(kind);
        ChargeItem item = translation.workspace().open(ChargeItem.class, identity(ft1, credit ? "CR" : CHARGE));
        Optional<ChargeItem> charge = credit
                ? ft1.value(2)
                        .asText()
                        .flatMap(id -> translation.workspace().find(ChargeItem.class, identity(id, CHARGE)))
                : Optional.empty();
        boolean takenBack = !credit
                && ft1.value(2)
                        .asText()
                        .flatMap(id -> translation.workspace().find(ChargeItem.class, identity(id, "CR")))
                        .isPresent();
        item.setStatus(takenBack ? ChargeItemStatus.ABORTED : ChargeItemStatus.BILLABLE);
        charge.ifPresent(one -> {
            one.setStatus(ChargeItemStatus.ABORTED);
            item.setPartOf(new ArrayList<>(List.of(Translation.reference(one))));
        });
        item.setCode(code.get()).setSubject(Translation.reference(known.patient()));
        known.encounter().ifPresent(visit -> item.setContext(Translation.reference(visit)));
        account.ifPresent(one -> item.setAccount(new ArrayList<>(List.of(Translation.reference(one)))));
        if (ft1.value(2).isPresent()) {
            item.setIdentifier(new ArrayList<>(List.of(new Identifier()
                    .setSystem(types.systems().fallback() + "#charge")
                    .setValue(ft1.value(2).orElse("")))));
        }
        details(ft1, item, credit);
        diagnoses(ft1, item);
        procedure(ft1);
    }

    /** FT1-25 says what was done, FT1-7 how it is charged. */
    private Optional<CodeableConcept> code(Segment ft1) {
        Codes codes = types.codes();
        Optional<CodeableConcept> charged = codes.concept(ft1.field(7).first());
        Optional<CodeableConcept> done = codes.concept(ft1.field(25).first());
        if (charged.isEmpty() || done.isEmpty()) {
            return charged.or(() -> done);
        }
        done.get().getCoding().stream()
                .filter(one -> charged.get().getCoding().stream()
                        .noneMatch(other -> one.getCode().equals(other.getCode())))
                .forEach(charged.get()::addCoding);
        return charged;
    }

    private Identity identity(Segment ft1, String kind) {
        return ft1.value(2).asText().map(id -> identity(id, kind)).orElseGet(() -> {
            String owner = known.encounter()
                    .map(visit -> visit.getIdElement().getIdPart())
                    .orElse(known.patient().getIdElement().getIdPart());
            String key = owner + "|" + ft1.field(4).raw() + "|" + ft1.field(7).raw() + "|"
                    + ft1.field(25).raw() + "|" + kind;
            int count = seen.merge(key, 1, Integer::sum);
            return new Identity("ChargeItem", SYSTEM, count == 1 ? key : key + "|" + count);
        });
    }

    private Identity identity(String id, String kind) {
        return new Identity("ChargeItem", types.systems().fallback() + "#charge-" + kind.toLowerCase(Locale.ROOT), id);
    }

    private void details(Segment ft1, ChargeItem item, boolean credit) {
        Update.one(ft1.value(4), value -> types.times().dateTime(value, ft1.place(4)), item::setOccurrence);
        Update.one(ft1.value(5), value -> types.times().dateTime(value, ft1.place(5)), item::setEnteredDateElement);
        BigDecimal quantity =
                types.quantities().number(ft1.value(10), ft1.place(10)).orElse(BigDecimal.ONE);
        item.setQuantity(new Quantity().setValue(credit ? quantity.abs().negate() : quantity));
        Update.one(ft1.field(ft1.field(12).isAbsent() ? 11 : 12), rep -> money(rep, ft1), item::setPriceOverride);
        List<ChargeItemPerformerComponent> performers = new ArrayList<>();
        clinicians(ft1, 20, "PPRF", performers);
        clinicians(ft1, 21, "REF", performers);
        if (!performers.isEmpty()) {
            item.setPerformer(performers);
        }
        Update.one(ft1.field(24), rep -> Clinicians.reference(translation, rep, ft1.place(24)), item::setEnterer);
        ft1.field(13)
                .first()
                .component(2)
                .asText()
                .or(() -> ft1.value(13).asText())
                .ifPresent(department -> item.setPerformingOrganization(new Reference().setDisplay(department)));
        Update.all(ft1.field(26), rep -> types.codes().coding(rep, CPT), modifiers -> {
            item.getExtension().removeIf(one -> MODIFIER.equals(one.getUrl()));
            for (Coding modifier : modifiers) {
                item.addExtension(new Extension(MODIFIER, modifier));
            }
        });
    }

    private void clinicians(Segment ft1, int field, String role, List<ChargeItemPerformerComponent> performers) {
        ft1.field(field).filled().stream()
                .flatMap(rep -> Clinicians.reference(translation, rep, ft1.place(field)).stream())
                .forEach(reference -> performers.add(new ChargeItemPerformerComponent(reference)
                        .setFunction(new CodeableConcept(new Coding(
                                "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", role, null)))));
    }

    /** CP: price as MO (quantity, currency) in the first component. */
    private Optional<Money> money(Repetition cp, Segment ft1) {
        Repetition price = cp.nested(1);
        return types.quantities().number(price.component(1), ft1.place(11)).map(amount -> new Money()
                .setValue(amount)
                .setCurrency(price.component(2).orElse("USD")));
    }

    /** FT1-19 is why; those that no DG1 of the message says are Conditions of the visit too. */
    private void diagnoses(Segment ft1, ChargeItem item) {
        Update.all(ft1.field(19), types.codes()::concept, reasons -> item.setReason(new ArrayList<>(reasons)));
        List<Segment> added = new ArrayList<>();
        for (Repetition code : ft1.field(19).filled()) {
            String text = code.component(1).orElse("");
            boolean isSaid = translation.message().all("DG1").stream()
                    .anyMatch(dg1 -> text.equals(dg1.value(3).orElse("")));
            if (!isSaid) {
                added.add(segment("DG1", ft1, Map.of(3, code)));
            }
        }
        if (!added.isEmpty()) {
            DiagnosisMapping.add(with(added), known.patient(), known.encounter());
        }
    }

    /** FT1-25, unless a PR1 of the message says it better. */
    private void procedure(Segment ft1) {
        Repetition code = ft1.field(25).first();
        boolean isSaid = translation.message().all("PR1").stream()
                .anyMatch(
                        pr1 -> code.component(1).orElse("").equals(pr1.value(3).orElse("")));
        if (!code.isEmpty() && !isSaid) {
            Map<Integer, Repetition> fields = new HashMap<>(Map.of(3, code));
            fields.put(5, ft1.field(4).first());
            fields.put(11, ft1.field(20).first());
            ProcedureMapping.map(with(List.of(segment("PR1", ft1, fields))), known.patient(), known.encounter());
        }
    }

    private Translation with(List<Segment> segments) {
        List<Segment> all = new ArrayList<>(List.of(translation.message().header()));
        all.addAll(segments);
        return translation.with(translation.message().with(all));
    }

    /** A segment of another name that says in its own fields what FT1 says in others. */
    private static Segment segment(String name, Segment ft1, Map<Integer, Repetition> values) {
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i <= 11; i++) {
            Repetition value = values.getOrDefault(i, Repetition.EMPTY);
            fields.add(
                    value.isEmpty()
                            ? Field.ABSENT
                            : new Field(value.component(1).orElse("?"), List.of(value)));
        }
        return new Segment(name, ft1.number(), fields);
    }
}
