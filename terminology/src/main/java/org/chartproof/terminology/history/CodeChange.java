package org.chartproof.terminology.history;

import java.time.LocalDate;
import java.util.List;
import org.chartproof.terminology.CodeRange;

/**
 * A code that was added after 2015.
 *
 * @param code with its dot
 * @param firstDay first date of service for which it exists
 * @param previous what was assigned before, codes and ranges; empty: nothing like it
 */
public record CodeChange(String code, LocalDate firstDay, List<CodeRange> previous) {
    public CodeChange {
        previous = List.copyOf(previous);
    }
}
