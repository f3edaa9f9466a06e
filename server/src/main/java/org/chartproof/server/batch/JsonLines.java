package org.chartproof.server.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.chartproof.coding.CodedDiagnosis;
import org.chartproof.coding.CodedEncounter;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.Evidence;

/** Results as lines of JSON. Spans count Unicode code points, as other languages index text. */
final class JsonLines {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLines() {}

    /** The line of a coded note. */
    static String of(BatchNote note, CodedEncounter coded) {
        ObjectNode line = MAPPER.createObjectNode().put("id", note.id());
        ArrayNode codes = line.putArray("codes");
        for (CodedDiagnosis diagnosis : coded.diagnoses()) {
            ObjectNode code = codes.addObject()
                    .put("code", diagnosis.code().value())
                    .put("system", diagnosis.code().release().system().uri())
                    .put("display", diagnosis.code().display())
                    .put("confidence", Math.round(diagnosis.confidence() * 1000) / 1000.0);
            spans(code, note, diagnosis.evidence());
        }
        ArrayNode dropped = line.putArray("dropped");
        for (DroppedCandidate candidate : coded.dropped()) {
            ObjectNode code = dropped.addObject().put("code", candidate.code());
            spans(code, note, candidate.evidence());
            code.put("reason", candidate.reason().label());
        }
        return print(line);
    }

    /** The line of a note that can't be coded. */
    static String error(String id, String reason) {
        ObjectNode line = MAPPER.createObjectNode().put("id", id);
        line.putArray("codes");
        line.putArray("dropped");
        return print(line.put("error", reason));
    }

    private static void spans(ObjectNode code, BatchNote note, List<Evidence> evidence) {
        String text = note.text().text();
        ArrayNode spans = code.putArray("spans");
        for (Evidence one : evidence) {
            spans.addArray().add(text.codePointCount(0, one.begin())).add(text.codePointCount(0, one.end()));
        }
    }

    private static String print(ObjectNode line) {
        try {
            return MAPPER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
