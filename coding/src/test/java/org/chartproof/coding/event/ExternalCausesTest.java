package org.chartproof.coding.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chartproof.coding.CodingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalCausesTest {

    private static final String FRACTURE = " Distal radius fracture.";

    private static Told injured(String how) {
        return Told.note("HPI: " + how + FRACTURE).with("S52.501A", "Distal radius fracture");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fell 10 feet off of his ladder. | W11.XXXA",
                "Slipped on the ice. | W00.0XXA",
                "She tripped over a rug. | W01.0XXA",
                "Missed the last step on the basement stairs. | W10.9XXA",
                "Fell out of bed. | W06.XXXA",
                "Bitten by the neighbor's dog. | W54.0XXA",
                "Dog bite. | W54.0XXA",
                "Struck by a baseball. | W21.03XA",
                "Got punched. | Y04.0XXA",
                "Cut with a kitchen knife. | W26.0XXA",
                "Spilled hot coffee. | X10.0XXA",
                "Finger caught in the car door. | W23.0XXA",
                "Ground level fall. | W18.30XA",
                "Assault. | Y09",
                "Fell off her bike. | V18.0XXA",
                "Went over the bars on his mountain bike. | V18.0XXA",
                "Skiing, caught an edge. | V00.321A",
                "Tripped on the rug and hit forehead on the corner of the coffee table. | W01.190A"
            })
    void theMechanismIsCodedBesideTheInjury(String how, String code) {
        assertThat(injured(how).codes()).startsWith(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Restrained driver rear-ended by a pickup truck. | V43.53XA",
                "MVC, restrained driver, T-boned by another car. | V43.52XA",
                "Front seat passenger, MVC, hit a tree. | V47.6XXA",
                "Driver in a rollover MVC. | V48.5XXA",
                "Pedestrian struck by car. | V03.10XA",
                "Motorcycle crash. | V29.99XA",
                "Bicyclist hit by car. | V13.4XXA",
                "MVC. | V89.2XXA",
                "MVA, driver, hit by another vehicle. | V49.40XA"
            })
    void anAccidentInTrafficSaysWhoAndWhatWith(String how, String code) {
        assertThat(injured(how).codes()).containsExactly(code);
    }

    @Test
    void placeActivityAndStatusGoWithTheFirstEncounter() {
        assertThat(injured("Tripped over a hose at work on a construction site.")
                        .codes())
                .containsExactly("W01.0XXA", "Y92.61", "Y99.0");
        assertThat(injured("Knocked down by a defender on a college soccer field, playing soccer.")
                        .codes())
                .containsExactly("W03.XXXA", "Y92.322", "Y93.66");
    }

    @Test
    void aCyclistsFallOnAStreetIsTrafficAndTheStreetIsOfTheKindThatIsTold() {
        assertThat(injured("Fell off his bike on Mercer Street, a residential street.")
                        .codes())
                .contains("V18.4XXA", "Y92.414")
                .doesNotContain("V18.0XXA");
        assertThat(injured("Fell off his bike in the park.").codes()).contains("V18.0XXA");
    }

    @Test
    void atALaterEncounterThereIsTheMechanismAloneInItsPhase() {
        assertThat(Told.note("HPI: Fell off a ladder at work 6 weeks ago. Fracture healing.")
                        .with("S52.501D", "Fracture healing")
                        .codes())
                .containsExactly("W11.XXXD");
    }

    @Test
    void aRoomIsThatOfTheDwelling() {
        assertThat(injured("Fell in the shower in his apartment.").codes()).contains("W18.2XXA", "Y92.031");
        assertThat(injured("Slipped on a wet floor in the kitchen of the house.")
                        .codes())
                .contains("W01.0XXA", "Y92.010");
        assertThat(injured("Fell out of bed at home.").codes()).contains("Y92.009");
        assertThat(injured("Tripped over a hose at a house (front porch).").codes())
                .contains("Y92.018");
    }

    @Test
    void theRoomOfAHomeIsThePlaceAndNotWhereAnotherIs() {
        assertThat(injured("Tripped over a rug in the kitchen at home (single family house), mom in shower.")
                        .codes())
                .contains("W01.0XXA", "Y92.010");
    }

    @Test
    void aRelativeInAnEarlierClauseIsNotTheOneWhoFell() {
        assertThat(injured("Was running to greet dad, tripped over a rug.").codes())
                .contains("W01.0XXA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No fall.",
                "Denies dog bite.",
                "Fell off a ladder in 2015.",
                "Mother fell off a ladder.",
                "Be careful not to trip."
            })
    void whatDidNotHappenNowIsNotCoded(String how) {
        assertThat(injured(how).codes()).isEmpty();
    }

    @Test
    void withoutAnInjuryThereIsNoCause() {
        assertThat(Told.note("HPI: Fell off a ladder. Hypertension.")
                        .with("I10", "Hypertension")
                        .codes())
                .isEmpty();
    }

    @Test
    void aPoisoningHasItsPlaceAndNoCause() {
        assertThat(Told.note("HPI: fentanyl overdose, found down in the bathroom of a gas station.")
                        .codes())
                .containsExactly("T40.411A", "Y92.524");
    }

    @Test
    void whatTheNoteTellsGoesBeforeWhatATermAloneLedTo() {
        assertThat(Told.note("HPI: Fall off a ladder. Distal radius fracture.")
                        .with("S52.501A", "Distal radius fracture")
                        .with("W19.XXXA", "Fall")
                        .all())
                .containsExactly("S52.501A", "W11.XXXA");
    }

    @Test
    void aReadingByMentionsHasNone() {
        assertThat(injured("Fell off a ladder.").of(CodingMode.MENTIONS).codes())
                .isEmpty();
    }

    @Test
    void aPatternStandsForEachOfItsWordings() {
        assertThat(Mechanisms.expanded("fell|falling tall_tree|roof"))
                .isEqualTo(List.of("fell tall tree", "fell roof", "falling tall tree", "falling roof"));
    }
}
