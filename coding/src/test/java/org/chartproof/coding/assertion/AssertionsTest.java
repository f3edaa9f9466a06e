package org.chartproof.coding.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.chartproof.coding.section.Section;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each sentence marks the words in question with square brackets. */
class AssertionsTest {

    private static final Assertions ASSERTIONS = new Assertions();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Affirmed | Has [chest pain] on exertion",
                "Negated | No [chest pain]",
                "Negated | The CT was negative for [pneumonia]",
                "Negated | No fever, chills, cough or [chest pain]",
                "Negated | Denies: fever, [chest pain]",
                "Negated | No acute [distress]",
                "Negated | No [acute distress]",
                "Negated | [Pulmonary embolism] was ruled out",
                "Negated | [PE], DVT and pneumonia were ruled out",
                "Negated | [Fever]: no",
                "Negated | (-) [fever]",
                "Negated | [Wernicke encephalopathy] r/o'd by neurology",
                "Negated | [Asthma] - ruled out",
                "Affirmed | [Dermatitis] from the drug - no live vaccines",
                "Affirmed | Eight days w/o sleep -> staying in a [shelter]",
                "Affirmed | [Cough] rule out pneumonia",
                "Uncertain | [Stroke] rule out.",
                "Uncertain | Findings more in keeping with [atelectasis]",
                "Uncertain | [Atrial fibrillation]?",
                "Uncertain | ?[pneumonia] on the film",
                "Uncertain | We looked again for [colitis]",
                "Resolved | [Headache] after infusion, resolved",
                "Hypothetical | [Fever], swelling -> call",
                "Hypothetical | Call fever, [hematoma], pus",
                "Hypothetical | Call: drainage, calf swelling, [fever] > 101",
                "Hypothetical | - call 24h line for T >100.4, [diarrhea] > 4/day, chest pain",
                "Negated | [Atrial fibrillation]? - one strip irregular, read as ectopy",
                "Historical | [Gout] remote",
                "Negated | [Gout] never.",
                "Historical | [Asthma] as a kid, none now",
                "Resolved | Cramps and [constipation], stopped in Aug",
                "Historical | Frequent [UTIs] as a young woman",
                "Hypothetical | Risks RLN 1%, [hypocalcemia], hematoma",
                "Affirmed | Call from the pharmacy about the [seizure]",
                "Affirmed | Called about [chest pain]",
                "Affirmed | No embolism, 5 mm [nodule]",
                "Affirmed | No urine x 14h, [nocturia]",
                "Hypothetical | [Stroke] clinic",
                "Hypothetical | [Eating disorder] program",
                "Hypothetical | [Eating disorder] unit - discharge summary",
                "Negated | Pulse 38, [syncope] near-miss",
                "Affirmed | Prior section, [diabetes], undesired fertility",
                "Historical | [Endometriosis] mild 2023, nothing now",
                "Affirmed | Brought by his brother with [hallucinations]",
                "Affirmed | Low since her brother died last year, [depression]",
                "Family | Mother died of [stroke]",
                "Negated | [Kidney disease], no.",
                "Negated | [Diabetes] no",
                "Negated | [Asthma]? no",
                "Affirmed | [Asthma], no wheeze",
                "Historical | [Asthma] as a kid, outgrew",
                "Hypothetical | RTED [seizure] or stiff neck",
                "Hypothetical | Go to ER: trouble breathing, [swelling]",
                "Hypothetical | [Stroke] alert called, cancelled",
                "Hypothetical | [Hepatitis] panel normal",
                "Affirmed | [Stroke], alert and oriented",
                "Hypothetical | 911 for chest tightness, [face swelling]",
                "Planned | [IUD] offered",
                "Hypothetical | [DVT] prophylaxis with enoxaparin",
                "Negated | -ve for [bleeding]",
                "Negated | [Pneumonia] is unlikely",
                "Negated | She denies any symptoms of [mania]",
                "Negated | Non-[diabetic] man",
                "Affirmed | Non-smoking man with [asthma]",
                "Historical | Without known allergies, with a history of [pneumonia]",
                "Affirmed | No abnormalities and an [epididymal cyst]",
                "Affirmed | No fever but has [cough]",
                "Affirmed | No fever, +[cough]",
                "Affirmed | Not only [asthma] bothers her",
                "Affirmed | Gram negative [sepsis]",
                "Affirmed | No change in the [nodule]",
                "Affirmed | [Asthma], no fever",
                "Affirmed | Mother reports [fever] since Monday",
                "Affirmed | Cause of the pain is not known: [appendicitis]",
                "Affirmed | 45 year old man with [asthma]",
                "Affirmed | 20 year history of [psoriasis]",
                "Uncertain | Possible [angina]",
                "Uncertain | The picture is most likely [viral pneumonia]",
                "Uncertain | [Pneumonia] cannot be excluded",
                "Uncertain | Rule out [pneumonia]",
                "Uncertain | Bronchitis versus [pneumonia]",
                "Uncertain | Concern for [sepsis]",
                "Uncertain | May be secondary to [viral infection]",
                "Negated | No opacities to indicate [atelectasis]",
                "Historical | History of [pneumonia]",
                "Historical | Past medical history is significant for gout and [pneumonia]",
                "Historical | [Pneumonia] two years ago",
                "Resolved | The [rash] has resolved",
                "Hypothetical | Return if she has fever, vomiting or [chest pain]",
                "Hypothetical | Call us should you have any of the following: fever, [chest pain]",
                "Hypothetical | At risk for [falls]",
                "Hypothetical | [Influenza] vaccine given",
                "Planned | Scheduled for [dialysis]",
                "Family | His father had [MI] at age 60",
                "Family | Family history of [breast cancer]",
                "Family | [Colon cancer] in her brother",
                "Affirmed | Family history of colon cancer and a personal history of smoking, now [wheezing]",
                "OtherPerson | His wife has [influenza]",
                "OtherPerson | Exposed to [tuberculosis]",
                "OtherPerson | Two kids in her room have [hand foot mouth]",
                "OtherPerson | Children at daycare with [RSV]",
                "Negated | Too early to speak of [postthrombotic syndrome]",
                "Negated | [HIV] NR",
                "Affirmed | [Lupus nephritis] class IV",
                "Hypothetical | Signed up for the [diabetes] class",
                "Negated | [Sepsis] was listed in the triage note",
                "Negated | She didn't [hit her head]",
                "Affirmed | She didn't say so, [headache]",
                "Historical | Not on anticoagulants since [intracranial hemorrhage]",
                "Historical | Weak since the [pneumonia]",
                "Affirmed | Brought in by his coworkers after he had [vomiting]",
            })
    void oneSentence(String expected, String sentence) {
        Assertion assertion = said(sentence, SectionKind.OTHER, false).get(0);
        assertThat(assertion.getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void everythingThatIsSaidIsTold() {
        assertThat(said("No history of [pancreatitis]", SectionKind.OTHER, false))
                .hasSize(2)
                .hasAtLeastOneElementOfType(Assertion.Negated.class)
                .hasAtLeastOneElementOfType(Assertion.Historical.class);
    }

    @Test
    void aLastingConditionInThePastIsStillThere() {
        assertThat(said("[Hypertension]", SectionKind.PAST_MEDICAL_HISTORY, true)
                        .get(0))
                .isInstanceOf(Assertion.Affirmed.class);
        assertThat(said("[Pneumonia]", SectionKind.PAST_MEDICAL_HISTORY, false).get(0))
                .isInstanceOf(Assertion.Historical.class);
        assertThat(said("No [hypertension]", SectionKind.PAST_MEDICAL_HISTORY, true)
                        .get(0))
                .isInstanceOf(Assertion.Negated.class);
    }

    @Test
    void whatStandsInTheFamilyHistoryIsARelatives() {
        assertThat(said("[Hypertension]", SectionKind.FAMILY_HISTORY, true).get(0))
                .isInstanceOf(Assertion.Family.class);
    }

    @Test
    void theCueIsQuoted() {
        String text = "She denies fever and [cough]";
        Assertion.Negated negated =
                (Assertion.Negated) said(text, SectionKind.OTHER, false).get(0);
        assertThat(text.substring(negated.cue().begin(), negated.cue().end()).toLowerCase(Locale.ROOT))
                .isEqualTo("denies");
    }

    private static List<Assertion> said(String marked, SectionKind kind, boolean lasting) {
        int begin = marked.indexOf('[');
        int end = marked.indexOf(']') - 1;
        String text = marked.replace("[", "").replace("]", "");
        List<Token> tokens = Tokenizer.tokens(text);
        int first = 0;
        int last = 0;
        for (int i = 0; i < tokens.size(); i++) {
            first = tokens.get(i).begin() == begin ? i : first;
            last = tokens.get(i).end() == end ? i : last;
        }
        Sentence sentence = new Sentence(new Section(kind, 0, text.length()), tokens);
        return ASSERTIONS.all(sentence, first, last, lasting);
    }
}
