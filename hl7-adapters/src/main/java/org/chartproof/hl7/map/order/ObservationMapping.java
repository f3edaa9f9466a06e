package org.chartproof.hl7.map.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.adt.Clinicians;
import org.chartproof.hl7.map.datatype.Codes;
import org.chartproof.hl7.map.datatype.DataTypes;
import org.chartproof.hl7.map.datatype.Identifiers;
import org.chartproof.hl7.map.datatype.Update;
import org.chartproof.hl7.map.text.DocumentParts;
import org.chartproof.hl7.map.vocabulary.Vocabulary;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Type;

/** OBX as Observation, known by the order that it answers, OBX-3 and OBX-4: a correction finds it again. */
public final class ObservationMapping {

    private static final Pattern COMPARED = Pattern.compile("([<>]=?)\\s*(\\d+\\.?\\d*|\\.\\d+)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");
    private static final Pattern RANGE = Pattern.compile("(-?\\d+\\.?\\d*)\\s*-\\s*(-?\\d+\\.?\\d*)(\\s*[^\\d\\s].*)?");

    private final Translation translation;
    private final DataTypes types;
    private final Patient patient;
    private final Optional<Encounter> encounter;
    private final Map<String, Integer> seen = new HashMap<>();

    public ObservationMapping(Translation translation, Patient patient, Optional<Encounter> encounter) {
        this.translation = translation;
        this.types = translation.types();
        this.patient = patient;
        this.encounter = encounter;
    }

    /**
     * What observations have in common.
     *
     * @param system of the identity
     * @param owner within the system: what they are about
     * @param effective if OBX-14 is empty
     */
    public record Context(
            String system, String owner, Optional<CodeableConcept> category, Optional<DateTimeType> effective) {}

    /**
     * Maps an observation.
     *
     * @param notes NTE behind it
     * @return empty if it holds no result: an order detail, one that was not asked for, or one without a code
     */
    public Optional<Observation> map(Segment obx, List<Segment> notes, Context context) {
        String sent = obx.value(11).orElse("F").toUpperCase(Locale.ROOT);
        Optional<ObservationStatus> status = types.codes()
                .code(obx.value(11), Vocabulary.OBSERVATION_STATUS, obx.place(11))
                .map(ObservationStatus::fromCode);
        Optional<CodeableConcept> code = types.codes().concept(obx.field(3).first());
        if (code.isEmpty() || sent.equals("N") || sent.equals("O")) {
            return Optional.empty();
        }
        Identity identity = identity(obx, context);
        Observation observation;
        if (DocumentParts.isVoid(obx)) {
            Optional<Observation> stored = translation.workspace().find(Observation.class, identity);
            if (stored.isEmpty() && !sent.equals("X")) {
                return Optional.empty();
            }
            observation = stored.orElseGet(() -> translation.workspace().open(Observation.class, identity));
        } else {
            observation = translation.workspace().open(Observation.class, identity);
        }
        observation.setStatus(
                status.orElse(obx.value(11).isAbsent() ? ObservationStatus.FINAL : ObservationStatus.UNKNOWN));
        observation.setCode(code.get()).setSubject(Translation.reference(patient));
        encounter.ifPresent(visit -> observation.setEncounter(Translation.reference(visit)));
        types.identifiers()
                .entity(obx.field(21).first())
                .map(number -> number.setType(Identifiers.type("FILL")))
                .ifPresent(number -> observation.setIdentifier(new ArrayList<>(List.of(number))));
        context.category().ifPresent(category -> observation.setCategory(new ArrayList<>(List.of(category))));
        update(obx, notes, observation, context);
        return Optional.of(observation);
    }

    private Identity identity(Segment obx, Context context) {
        Repetition code = obx.field(3).first();
        String key = context.owner() + "|"
                + code.component(1)
                        .asText()
                        .or(() -> code.component(4).asText())
                        .orElse(code.component(2).orElse(""))
                + "|" + obx.field(4).raw().strip();
        int count = seen.merge(key, 1, Integer::sum);
        return new Identity("Observation", context.system(), count == 1 ? key : key + "|" + count);
    }

    private void update(Segment obx, List<Segment> notes, Observation observation, Context context) {
        value(obx, observation);
        Update.all(
                obx.field(8),
                rep -> types.codes().concept(rep, Vocabulary.ABNORMAL_FLAGS, obx.place(8)),
                observation::setInterpretation);
        Update.one(
                obx.value(7),
                value -> value.asText().map(this::range),
                range -> observation.setReferenceRange(range == null ? List.of() : new ArrayList<>(List.of(range))));
        Update.one(obx.value(14), value -> types.times().dateTime(value, obx.place(14)), observation::setEffective);
        if (!observation.hasEffective()) {
            context.effective().ifPresent(time -> observation.setEffective(time.copy()));
        }
        Update.one(obx.value(19), value -> types.times().instant(value, obx.place(19)), observation::setIssuedElement);
        Update.all(
                obx.field(16), rep -> Clinicians.reference(translation, rep, obx.place(16)), observation::setPerformer);
        Update.one(obx.field(17), types.codes()::concept, observation::setMethod);
        Update.one(obx.field(20), types.codes()::concept, observation::setBodySite);
        List<Annotation> annotations = Notes.of(translation, notes);
        if (!annotations.isEmpty()) {
            observation.setNote(new ArrayList<>(annotations));
        }
    }

    private void value(Segment obx, Observation observation) {
        if (obx.field(5).isRemoval()) {
            observation.setValue(null);
            observation.setComponent(List.of());
            return;
        }
        List<Type> values = values(obx);
        if (values.size() == 1) {
            observation.setValue(values.get(0));
            observation.setComponent(List.of());
        } else if (values.size() > 1) {
            observation.setValue(null);
            observation.setComponent(new ArrayList<>(values.stream()
                    .map(value -> new Observation.ObservationComponentComponent(
                                    observation.getCode().copy())
                            .setValue(value))
                    .toList()));
        }
    }

    private List<Type> values(Segment obx) {
        String type = obx.value(2).orElse("").toUpperCase(Locale.ROOT);
        List<Repetition> sent = obx.field(5).filled();
        Codes codes = types.codes();
        return switch (type) {
            case "NM" -> each(sent, rep -> Optional.of(number(rep.component(1).orElse(""), obx)));
            case "SN" -> each(sent, rep -> Optional.of(structured(rep, obx)));
            case "CE", "CWE", "CNE", "CF", "IS", "ID" -> each(sent, codes::concept);
            case "DT", "TS", "DTM" -> each(sent, rep -> types.times().dateTime(rep.component(1), obx.place(5)));
            case "TM" -> each(sent, rep -> rep.component(1).asText().map(ObservationMapping::time));
            case "ED", "RP" -> List.of();
            case "TX", "FT", "ST", "" ->
                DocumentParts.of(List.of(obx), translation.message().syntax())
                        .text()
                        .<List<Type>>map(text -> List.of(new StringType(text)))
                        .orElse(List.of());
            default ->
                obx.field(5).isAbsent()
                        ? List.of()
                        : List.of(new StringType(translation
                                .message()
                                .escapes()
                                .decode(obx.field(5).raw())));
        };
    }

    private static List<Type> each(
            List<Repetition> sent, Function<Repetition, ? extends Optional<? extends Type>> convert) {
        List<Type> values = new ArrayList<>();
        sent.forEach(rep -> convert.apply(rep).ifPresent(values::add));
        return values;
    }

    /** A number with its unit; what laboratories write in place of one ("&lt;5", "trace") stays what it is. */
    private Type number(String text, Segment obx) {
        Matcher compared = COMPARED.matcher(text);
        if (compared.matches()) {
            return quantity(compared.group(2), obx).setComparator(QuantityComparator.fromCode(compared.group(1)));
        }
        return isNumber(text) ? quantity(text, obx) : new StringType(text);
    }

    private Type structured(Repetition rep, Segment obx) {
        String comparator = rep.component(1).orElse("");
        String first = rep.component(2).orElse("");
        String separator = rep.component(3).orElse("");
        String second = rep.component(4).orElse("");
        if (isNumber(first) && isNumber(second) && separator.equals("-")) {
            return new Range().setLow(quantity(first, obx)).setHigh(quantity(second, obx));
        }
        if (isNumber(first) && isNumber(second) && (separator.equals(":") || separator.equals("/"))) {
            return new Ratio().setNumerator(quantity(first, obx)).setDenominator(quantity(second, obx));
        }
        if (isNumber(first) && second.isEmpty() && (comparator.isEmpty() || comparator.matches("[<>]=?|="))) {
            Quantity quantity = quantity(first, obx);
            return comparator.isEmpty() || comparator.equals("=")
                    ? quantity
                    : quantity.setComparator(QuantityComparator.fromCode(comparator));
        }
        return new StringType(comparator + first + separator + second);
    }

    private static boolean isNumber(String text) {
        return text.length() <= 40 && NUMBER.matcher(text).matches();
    }

    private Quantity quantity(String number, Segment obx) {
        return types.quantities().quantity(new BigDecimal(number), obx.field(6).first());
    }

    private static Type time(String text) {
        Matcher time = Pattern.compile("(\\d{2})(\\d{2})(\\d{2})?.*").matcher(text);
        return time.matches()
                ? new TimeType(
                        time.group(1) + ":" + time.group(2) + ":" + (time.group(3) == null ? "00" : time.group(3)))
                : new StringType(text);
    }

    private Observation.ObservationReferenceRangeComponent range(String text) {
        Observation.ObservationReferenceRangeComponent range = new Observation.ObservationReferenceRangeComponent();
        range.setText(text);
        Matcher numbers = RANGE.matcher(text);
        if (numbers.matches()) {
            range.setLow(new Quantity().setValue(new BigDecimal(numbers.group(1))));
            range.setHigh(new Quantity().setValue(new BigDecimal(numbers.group(2))));
        }
        return range;
    }
}
