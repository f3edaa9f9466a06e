package org.chartproof.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class SafeErrorsTest {
    private final SafeErrors errors = new SafeErrors();

    @Test
    void aMistakeOfTheClientIsToldAsItIs() {
        assertThat(errors.hide(new InvalidRequestException("the reference is unknown")))
                .isNull();
    }

    @Test
    void anUnexpectedErrorIsToldByANumberAlone() {
        BaseServerResponseException shown = errors.hide(new IllegalStateException("Zebrafish Q. Patient"));

        assertThat(shown).isNotNull();
        assertThat(shown.getStatusCode()).isEqualTo(500);
        assertThat(shown)
                .hasMessageContaining("incident")
                .hasMessageNotContaining("Zebrafish")
                .hasNoCause();
    }

    @Test
    void aFullDiskIsToldAsSuch() {
        BaseServerResponseException shown =
                errors.hide(new IllegalStateException(new SQLException("Zebrafish", "53100")));

        assertThat(shown).isNotNull();
        assertThat(shown.getStatusCode()).isEqualTo(507);
        assertThat(shown).hasMessageContaining("out of room").hasMessageNotContaining("Zebrafish");
    }

    @Test
    void aLostDatabaseIsToldAsSuch() {
        BaseServerResponseException shown =
                errors.hide(new IllegalStateException(new SQLTransientConnectionException("pool is empty")));

        assertThat(shown).isNotNull();
        assertThat(shown.getStatusCode()).isEqualTo(503);
    }

    @Test
    void whatCouldNotBeReadIsNamedByItsElementAndNotQuoted() {
        BaseServerResponseException shown = errors.hide(new InvalidRequestException(
                "HAPI-0450: Failed to parse request body as JSON resource. Error was: HAPI-1821: [element=\"birthDate\"]"
                        + " Invalid attribute value \"Zebrafish\""));

        assertThat(shown).isNotNull();
        assertThat(shown.getStatusCode()).isEqualTo(400);
        assertThat(shown).hasMessageContaining("birthDate").hasMessageNotContaining("Zebrafish");
    }
}
