package org.chartproof.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    @Test
    void whatHasNoValueIsLeftOutAndValuesComeInTheirOrder() {
        Conditions conditions = new Conditions()
                .and("source = ?", Optional.of("epic"))
                .and("state = ?", Optional.empty())
                .and("outcome = 4")
                .and("id < ?", OptionalLong.of(7))
                .and("id > ?", OptionalLong.empty());

        assertThat(conditions.where()).isEqualTo(" where source = ? and outcome = 4 and id < ?");
        assertThat(conditions.values(50)).containsExactly("epic", 7L, 50);
    }

    @Test
    void withoutAnyAllRowsAreMeant() {
        assertThat(new Conditions().where()).isEmpty();
        assertThat(new Conditions().values()).isEmpty();
    }
}
