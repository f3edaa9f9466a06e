package org.chartproof.hl7.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.0.0/16, 10.1.255.9, true",
        "10.1.0.0/16, 10.2.0.1, false",
        "10.1.2.128/25, 10.1.2.127, false",
        "10.1.2.128/25, 10.1.2.129, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "10.1.2.3, ::ffff:10.1.2.3, true"
    })
    void holdsAddresses(String range, String address, boolean holds) throws Exception {
        assertThat(AllowList.of(List.of(range)).allows(InetAddress.getByName(address)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "dead.beef", "10.1.2.3/33", "10.1.2.3/-1", "10.1.2.3/x", "", "::1/129", "10.1.2.300"
            })
    void namesAndNonsenseAreRefused(String text) {
        assertThatThrownBy(() -> AllowList.of(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "::1"})
    void anEmptyListHoldsAll(String address) throws Exception {
        assertThat(AllowList.of(List.of()).allows(InetAddress.getByName(address)))
                .isTrue();
    }
}
