package org.chartproof.server.ehr.writeback;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.chartproof.server.ehr.writeback.Attested.Diagnosis;
import org.chartproof.server.status.Version;

/** The summary of a coding as a page of plain text. */
final class SummaryText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private SummaryText() {}

    static String of(Attested coding) {
        StringBuilder text = new StringBuilder("CODING SUMMARY\n\n");
        line(text, "Encounter", period(coding));
        line(text, "Attested by", coding.attester().orElse("unknown"));
        line(text, "Attested at", TIME.format(coding.at()));
        text.append("\nDiagnoses, in the order of the claim\n");
        int number = 1;
        for (Diagnosis diagnosis : coding.diagnoses()) {
            text.append('\n')
                    .append(number++)
                    .append(". ")
                    .append(diagnosis.code().getCode());
            text.append("  ")
                    .append(String.valueOf(diagnosis.code().getDisplay()))
                    .append('\n');
            diagnosis.role().ifPresent(role -> text.append("   ").append(role).append('\n'));
            diagnosis.onAdmission().ifPresent(word -> text.append("   present on admission: ")
                    .append(word)
                    .append('\n'));
            diagnosis.words().forEach(words -> text.append("   the note says: \"")
                    .append(words.replaceAll("\\s+", " "))
                    .append("\"\n"));
        }
        if (coding.diagnoses().isEmpty()) {
            text.append("\nnone\n");
        }
        text.append("\nCoded with Chartproof ").append(Version.current());
        coding.diagnoses().stream()
                .findFirst()
                .map(one -> one.code().getVersion())
                .ifPresent(version -> text.append(", ICD-10-CM ").append(version));
        return text.append(", and attested by the person named above.\n").toString();
    }

    private static String period(Attested coding) {
        if (!coding.stay().hasPeriod()) {
            return coding.encounter().reference();
        }
        String start = coding.stay().getPeriod().hasStart()
                ? TIME.format(coding.stay().getPeriod().getStart().toInstant())
                : "?";
        return coding.stay().getPeriod().hasEnd()
                ? start + " to "
                        + TIME.format(coding.stay().getPeriod().getEnd().toInstant())
                : start;
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(label).append(": ").append(value).append('\n');
    }
}
