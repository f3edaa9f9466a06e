package org.chartproof.hl7.map.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.chartproof.hl7.table.TableFile;

/** Media types by the values of HL7 tables 0191 and 0291. */
final class DeclaredTypes {

    /** Said of content that nothing is known of. */
    static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> TYPES = load();

    private DeclaredTypes() {}

    /** The subtype tells more than the type, so it is asked first. */
    static String named(String type, String subtype) {
        String ofType = TYPES.getOrDefault("type " + type.toUpperCase(Locale.ROOT), UNKNOWN);
        return TYPES.getOrDefault("subtype " + subtype.toUpperCase(Locale.ROOT), ofType);
    }

    private static Map<String, String> load() {
        Map<String, String> types = new HashMap<>();
        for (TableFile.Row row : TableFile.read("/org/chartproof/hl7/text/declared-types.tsv", 3)) {
            if (!row.cell(0).equals("type") && !row.cell(0).equals("subtype")) {
                throw row.error("'" + row.cell(0) + "' is neither type nor subtype");
            }
            if (types.put(row.cell(0) + " " + row.cell(1), row.cell(2)) != null) {
                throw row.error("'" + row.cell(1) + "' is there twice");
            }
        }
        return Map.copyOf(types);
    }
}
