package org.chartproof.bundles.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartproof.bundles.OfficialCodes;
import org.chartproof.bundles.golden.GoldenCase.Absent;
import org.chartproof.bundles.golden.GoldenCase.Expected;
import org.chartproof.bundles.golden.GoldenCase.Permitted;
import org.chartproof.coding.CodedDiagnosis.PresentOnAdmission;
import org.chartproof.coding.Setting;
import org.junit.jupiter.api.Test;

class GoldenCasesTest {

    private static final Set<String> SPECIALTIES = Set.of(
            "primary-care",
            "internal-medicine",
            "emergency",
            "cardiology",
            "gastroenterology",
            "orthopaedics",
            "general-surgery",
            "obstetrics-gynaecology",
            "urology",
            "pulmonology",
            "nephrology",
            "oncology",
            "neurology",
            "psychiatry",
            "paediatrics");

    private static final String HEAD = "setting: inpatient\ndate: 2026-05-04\nsex: female\nage: 67\n";

    private final List<GoldenCase> cases = Stream.of(GoldenCases.load(), GoldenCases.everyday(), GoldenCases.unseen())
            .flatMap(List::stream)
            .toList();

    @Test
    void aCaseStandsUnderAKnownSpecialtyAndInTheYearOfItsCodes() {
        assertThat(cases).allSatisfy(one -> {
            assertThat(one.specialty()).as(one.id()).isIn(SPECIALTIES);
            assertThat(one.facts().serviceDate())
                    .as(one.id())
                    .isBetween(LocalDate.of(2025, 10, 1), LocalDate.of(2026, 9, 30));
        });
    }

    @Test
    void theWordsOfEachCodeStandInANoteToTheLetter() {
        assertThat(cases).allSatisfy(one -> {
            String text =
                    one.notes().stream().map(note -> plain(note.text().text())).collect(Collectors.joining("\n"));
            Stream<String> words = Stream.of(
                            one.codes().stream().map(Expected::words),
                            one.optional().stream().map(Permitted::words),
                            one.absent().stream().map(Absent::words))
                    .flatMap(stream -> stream);
            assertThat(words).as(one.id()).allSatisfy(quoted -> assertThat(text).contains(plain(quoted)));
        });
    }

    @Test
    void expectedCodesAreBillable() throws IOException {
        Set<String> billable = OfficialCodes.billable("icd10cm-code-descriptions-2026.zip", "icd10cm-order-2026.txt");
        assertThat(cases).allSatisfy(one -> {
            assertThat(one.codes())
                    .as(one.id())
                    .allSatisfy(code -> assertThat(code.code().replace(".", "")).isIn(billable));
            assertThat(one.optional())
                    .as(one.id())
                    .allSatisfy(code -> assertThat(code.code().replace(".", "")).isIn(billable));
            assertThat(one.absent()).as(one.id()).allSatisfy(absent -> assertThat(billable.stream()
                            .anyMatch(code -> code.startsWith(absent.prefix().replace(".", ""))))
                    .as(absent.prefix())
                    .isTrue());
        });
    }

    @Test
    void aCaseIsReadWithItsClaimInOrderWithItsOptionalCodesAndItsAbsences() {
        GoldenFile.Content content = GoldenFile.parse(
                "x/expected.yaml",
                HEAD + "codes:\n"
                        + "  - code: I13.0\n    words: \"CHF exacerbation\"\n    rule: I.C.9.a.3\n    poa: Y\n"
                        + "  - code: N17.9\n    words: AKI\n    rule: III\n    poa: N\n"
                        + "optional:\n  - code: Z79.82\n    words: ASA 81\n    why: left to the coder\n"
                        + "absent:\n  - code: J18\n    words: no pneumonia\n    why: negated\n");
        assertThat(content.facts().setting()).isEqualTo(Setting.INPATIENT);
        assertThat(content.codes()).extracting(Expected::code).containsExactly("I13.0", "N17.9");
        assertThat(content.codes().get(1).presentOnAdmission()).contains(PresentOnAdmission.NO);
        assertThat(content.optional()).extracting(Permitted::code).containsExactly("Z79.82");
        assertThat(content.absent().get(0).forbids("J18.9")).isTrue();
    }

    @Test
    void anInpatientCodeNeedsItsIndicator() {
        assertBroken(
                "codes:\n  - code: I10\n    words: HTN\n    rule: III\n",
                "x/expected.yaml: I10 of an inpatient has no poa: Y, N, U, W, or 1 for exempt");
    }

    @Test
    void aCodeCannotBeExpectedAndForbidden() {
        assertBroken(
                "codes:\n  - code: J18.9\n    words: PNA\n    rule: III\n    poa: Y\n"
                        + "absent:\n  - code: J18\n    words: no pneumonia\n    why: negated\n",
                "x/expected.yaml: J18.9 is expected or optional, and forbidden by J18");
    }

    @Test
    void aMisspeltKeyIsToldInsteadOfIgnored() {
        assertBroken("code:\n  - code: I10\n", "x/expected.yaml: unknown key code in the file");
    }

    private static void assertBroken(String rest, String message) {
        assertThatIllegalStateException()
                .isThrownBy(() -> GoldenFile.parse("x/expected.yaml", HEAD + rest))
                .withMessage(message);
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
