package org.chartproof.coding.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordFormTest {

    @ParameterizedTest
    @CsvSource({
        "Headaches, headache",
        "rashes, rash",
        "biopsies, biopsy",
        "metastases, metastasis",
        "diagnoses, diagnosis",
        "diseases, disease",
        "doses, dose",
        "abscess, abscess",
        "pancreatitis, pancreatitis",
        "calculi, calculus",
        "haemorrhage, hemorrhage",
        "oesophagus, esophagus",
        "Ischaemic, ischemic",
        "diarrhoea, diarrhea",
        "dyspnoea, dyspnea",
        "tumours, tumor",
        "leukaemia, leukemia",
        "CRPS, crps",
        "AIDS, aids",
        "DVTs, dvt",
        "legs, leg",
        "MS, ms"
    })
    void oneFormForOneWord(String printed, String form) {
        assertThat(WordForm.of(printed)).isEqualTo(form);
        assertThat(WordForm.of(form)).as("a normal form stays").isEqualTo(form);
    }
}
