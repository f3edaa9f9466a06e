package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Optional;
import org.chartproof.coding.attribute.Side;
import org.chartproof.coding.data.DataFile.Row;
import org.chartproof.terminology.BillableCode;

/**
 * A fracture of a patient with known osteoporosis, by a fall that would not break a healthy bone, is one of the osteoporosis (M80), whatever the
 * note calls it (I.C.13.d.2): the rows of {@code fragility-fractures.tsv}. One by traffic, a fall from a height or a blow stays an injury.
 */
final class FragilityFractures implements Rule {

    private record Fracture(Guideline rule, Codes injuries, Codes unless, String osteoporotic) {}

    /** 7th characters of open and closed fractures, each followed by that of the closed one. */
    private static final String PHASES = "AABACADDEDFDGGHGJGKKMKNKPPQPRPSS";

    private final Table<Fracture> rows;
    private final Codes osteoporosis;

    FragilityFractures(Register register) {
        this.rows = Table.read("fragility-fractures.tsv", 5, row -> fracture(register, row), Fracture::injuries);
        this.osteoporosis = Codes.of(org.chartproof.coding.data.DataFile.read("fragility-fractures.tsv", 5), 1);
    }

    private static Fracture fracture(Register register, Row row) {
        if (!row.column(4).matches("M80\\.0[0-9A-Z][X#]")) {
            throw row.error("'" + row.column(4) + "' is no beginning of M80 with X or # for the side");
        }
        return new Fracture(register.of(row), Codes.of(row, 2), Codes.of(row, 3), row.column(4));
    }

    @Override
    public void apply(Draft draft) {
        if (!draft.has(osteoporosis)) {
            return;
        }
        for (Table.Hit<Fracture> hit : rows.hits(draft)) {
            boolean due = draft.isUnder(hit.row().rule())
                    && draft.lines().contains(hit.line())
                    && !draft.has(hit.row().unless());
            if (due) {
                code(draft, hit.row(), hit.line())
                        .ifPresent(code ->
                                draft.replace(hit.line(), code, hit.row().rule()));
            }
        }
    }

    private static Optional<BillableCode> code(Draft draft, Fracture fracture, Line line) {
        char seventh = line.value().charAt(line.value().length() - 1);
        int at = List.of(PHASES.split("(?<=\\G..)")).stream()
                .filter(pair -> pair.charAt(0) == seventh)
                .findFirst()
                .map(pair -> (int) pair.charAt(1))
                .orElse((int) 'A');
        String side =
                switch (Side.of(line.code().display()).map(Side::name).orElse("")) {
                    case "RIGHT" -> "1";
                    case "LEFT" -> "2";
                    default -> "9";
                };
        return draft.codeSet().billable(fracture.osteoporotic().replace("#", side) + (char) at);
    }
}
