package org.chartproof.hl7.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceIdTest {

    @Test
    void anIdIsThirtyTwoCharactersThatFhirTakesAndBeginsWithALetter() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            String id = ResourceId.of(new Identity("Patient", "urn:oid:1.2.3", "M" + i));
            assertThat(id).matches("[a-z][a-z2-7]{31}");
            ids.add(id);
        }
        assertThat(ids).hasSize(5000);
    }

    /** Ids are in the databases of users: the rule must never change. */
    @Test
    void theSameIdentityHasTheSameIdForEver() {
        assertThat(ResourceId.of(new Identity("Patient", "urn:oid:1.2.3", "M1")))
                .isEqualTo("kyqqyu3rl4jxrzdciuznl2pteie3s4v3");
    }

    @Test
    void typeSystemAndValueAllCount() {
        assertThat(Set.of(
                        ResourceId.of(new Identity("Patient", "a", "b")),
                        ResourceId.of(new Identity("Encounter", "a", "b")),
                        ResourceId.of(new Identity("Patient", "b", "b")),
                        ResourceId.of(new Identity("Patient", "a", "c"))))
                .hasSize(4);
    }
}
