package org.chartproof.coding.guideline;

import java.util.List;
import java.util.Locale;
import org.chartproof.coding.DroppedCandidate.Reason;
import org.chartproof.coding.candidate.Candidate;
import org.chartproof.coding.data.DataFile;
import org.chartproof.coding.data.DataFile.Row;

/**
 * A disease named without its course, which the Index sends to one course by default, is the one whose course the notes tell elsewhere
 * (Guidelines I.B.8): "ethmoid sinusitis" of a child that goes home with "acute ethmoid sinusitis" is no chronic one. The table is
 * {@code default-course.tsv}.
 */
final class DefaultCourse implements Rule {

    private static final String FILE = "default-course.tsv";

    private record Default(Guideline rule, Codes codes, String word, Codes told) {}

    private final List<Default> defaults;

    DefaultCourse(Register register) {
        this.defaults =
                DataFile.read(FILE, 4).stream().map(row -> read(register, row)).toList();
    }

    private static Default read(Register register, Row row) {
        return new Default(register.of(row), Codes.of(row, 1), row.column(2), Codes.of(row, 3));
    }

    @Override
    public void apply(Draft draft) {
        for (Line line : List.copyOf(draft.lines())) {
            for (Default one : defaults) {
                if (one.codes().has(line) && !says(line, one.word())) {
                    draft.firstBeside(line, one.told()).ifPresent(told -> {
                        told.fired(one.rule());
                        told.takePlaceOf(line);
                        draft.drop(line, Reason.LESS_SPECIFIC, one.rule(), told.value() + " tells its course");
                    });
                    break;
                }
            }
        }
    }

    private static boolean says(Line line, String course) {
        for (Candidate candidate : line.support()) {
            boolean said = candidate.spans().stream()
                    .anyMatch(span -> span.words().toLowerCase(Locale.ROOT).contains(course));
            if (said) {
                return true;
            }
        }
        return false;
    }
}
