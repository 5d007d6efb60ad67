package dev.orrery.ibc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.ProtoReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeightTest {
    @ParameterizedTest
    @CsvSource({"hub-1, 1", "cosmoshub-4, 4", "port, 0", "port-, 0", "port-01, 0", "evmos_9001-2, 2", "-3, 0"})
    void theRevisionIsTheNumberAfterTheLastDash(String chainId, long revision) {
        assertThat(Height.revisionOf(chainId)).isEqualTo(revision);
    }

    @Test
    void aLaterRevisionIsHigherThanAnyHeight() {
        assertThat(new Height(2, 1)).isGreaterThan(new Height(1, 1_000_000));
        assertThat(new Height(1, 9)).isLessThan(new Height(1, 10));
    }

    @Test
    void readsWhatItWrites() {
        Height height = new Height(7, 42);

        assertThat(Height.parse(height.toString())).isEqualTo(height);
        assertThat(Height.decode(ProtoReader.of(height.encode()))).isEqualTo(height);
        assertThatThrownBy(() -> Height.parse("42")).isInstanceOf(InvalidInputException.class);
    }
}
