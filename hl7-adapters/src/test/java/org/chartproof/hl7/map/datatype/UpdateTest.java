package org.chartproof.hl7.map.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.hl7.message.Field;
import org.chartproof.hl7.message.Repetition;
import org.chartproof.hl7.message.Value;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HL7 v2.5.1 chapter 2.5.3. */
class UpdateTest {

    private final Patient patient = new Patient();

    @BeforeEach
    void store() {
        patient.setLanguage("en");
    }

    @Test
    void absentKeeps() {
        Update.one(Value.ABSENT, Value::asText, patient::setLanguage);
        assertThat(patient.getLanguage()).isEqualTo("en");
    }

    @Test
    void twoDoubleQuotesRemove() {
        Update.one(Value.REMOVAL, Value::asText, patient::setLanguage);
        assertThat(patient.getLanguage()).isNull();
    }

    @Test
    void aValueReplaces() {
        Update.one(Value.of(" de "), Value::asText, patient::setLanguage);
        assertThat(patient.getLanguage()).isEqualTo("de");
    }

    @Test
    void whatCannotBeConvertedKeeps() {
        Update.one(Value.of("?"), value -> Optional.<String>empty(), patient::setLanguage);
        assertThat(patient.getLanguage()).isEqualTo("en");
    }

    @Test
    void aListIsReplacedAsAWhole() {
        List<String> stored = new ArrayList<>(List.of("old"));
        Update.all(field("a~b", "a", "b"), one -> one.component(1).asText(), found -> replace(stored, found));
        assertThat(stored).containsExactly("a", "b");
        Update.all(Field.ABSENT, one -> one.component(1).asText(), found -> replace(stored, found));
        assertThat(stored).containsExactly("a", "b");
        Update.all(field("\"\"", "\"\""), one -> one.component(1).asText(), found -> replace(stored, found));
        assertThat(stored).isEmpty();
    }

    private static void replace(List<String> stored, List<String> found) {
        stored.clear();
        stored.addAll(found);
    }

    private static Field field(String raw, String... values) {
        return new Field(
                raw,
                List.of(values).stream()
                        .map(one -> new Repetition(List.of(List.of(one))))
                        .toList());
    }
}
