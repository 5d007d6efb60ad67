package dev.orrery.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms,500", "60s,60000", "2m,120000", "1m30s,90000", "1h,3600000", "1s500ms,1500", "600000ms,600000"})
    void areReadAsPeopleWriteThem(String written, long millis) {
        assertThat(new Durations().convert(written)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "5x", "-5s", "s", "0s", "1.5s", "30s1m", "99999999999999999999s", "9999999999999h"})
    void whatIsNoneIsRefused(String written) {
        assertThatThrownBy(() -> new Durations().convert(written))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is not a duration");
    }

    @ParameterizedTest
    @CsvSource({"4,0.00 s", "40,0.04 s", "1234,1.2 s", "41999,41 s", "60000,1 m 00 s", "185000,3 m 05 s"})
    void areShownWithAsManyDigitsAsMatter(long millis, String shown) {
        assertThat(Durations.show(Duration.ofMillis(millis))).isEqualTo(shown);
    }
}
