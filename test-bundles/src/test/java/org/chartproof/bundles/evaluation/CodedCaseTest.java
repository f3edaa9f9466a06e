package org.chartproof.bundles.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chartproof.bundles.evaluation.LabelledCase.Forbidden;
import org.chartproof.bundles.evaluation.LabelledCase.Gold;
import org.junit.jupiter.api.Test;

class CodedCaseTest {

    @Test
    void anOptionalCodeCountsNeitherWay() {
        CodedCase one = Answered.codes("I10", "Z79.82").against(List.of(Gold.code("I10")), List.of("Z7982"), List.of());
        assertThat(one.score()).isEqualTo(new Score(1, 1, 1));
        assertThat(one.isExactSet()).isTrue();
    }

    @Test
    void twoAnswersThatOneLabelAcceptsCountOnce() {
        Gold pneumonia = new Gold(List.of("J18", "J15"), true, "");
        CodedCase one = Answered.codes("J18.9", "J15.9", "R05.9").against(List.of(pneumonia), List.of(), List.of());
        assertThat(one.score()).isEqualTo(new Score(1, 2, 1));
    }

    @Test
    void anAnswerOfTheRightCategoryIsUnspecificNotForeign() {
        CodedCase one = Answered.codes("I50.9", "I10").against(List.of(Gold.code("I5033")), List.of(), List.of());
        assertThat(one.answersOfRightCategory()).isEqualTo(1);
        assertThat(CodingError.of(one))
                .extracting(CodingError::type)
                .containsExactly(ErrorType.WRONG_SPECIFICITY, ErrorType.WRONG_SPECIFICITY, ErrorType.NOT_IN_THE_LABELS);
    }

    @Test
    void aForbiddenAnswerIsToldWithTheReason() {
        CodedCase one = Answered.codes("J18.9")
                .against(List.of(), List.of(), List.of(new Forbidden("J18", "no pneumonia", "negated")));
        assertThat(one.absencesKept()).isZero();
        assertThat(CodingError.of(one).get(0).detail()).startsWith("negated");
    }
}
