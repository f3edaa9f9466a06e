package org.chartproof.server.ehr.writeback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.chartproof.server.ehr.identity.ToldId;

/**
 * A resource as an EHR is to have it.
 *
 * @param id under which the EHR knows it for ours
 * @param resource without an id
 * @param withdrawn whether it says that it was entered in error
 */
record Draft(ToldId id, ObjectNode resource, boolean withdrawn) {

    String type() {
        return resource.path("resourceType").asText();
    }

    String json() {
        return resource.toString();
    }

    /** The same, under an id of the EHR. */
    String json(String foreignId) {
        return resource.deepCopy().put("id", foreignId).toString();
    }

    /** Whether what an EHR has says all that this does; it may say more. */
    boolean isIn(JsonNode theirs) {
        return covers(theirs, resource);
    }

    private static boolean covers(JsonNode theirs, JsonNode ours) {
        if (ours.isObject()) {
            for (Map.Entry<String, JsonNode> field : ours.properties()) {
                if (!covers(theirs.path(field.getKey()), field.getValue())) {
                    return false;
                }
            }
            return true;
        }
        if (ours.isArray()) {
            for (JsonNode one : ours) {
                boolean there = false;
                for (JsonNode other : theirs) {
                    there |= covers(other, one);
                }
                if (!there) {
                    return false;
                }
            }
            return true;
        }
        return ours.equals(theirs);
    }
}
