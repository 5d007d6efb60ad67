package dev.orrery.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BareDecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "v0.13.4, true",
        "v0.13.5, true",
        "v0.9.12, true",
        "v0.13.5-0.20240829132814-abcdefabcdef, true",
        "v0.13.6, false",
        "v0.13.10, false",
        "v0.14.0, false",
        "v1.0.0, false",
        "v1.1.3, false",
        "(devel), false",
        "'', false"
    })
    void endWithTheirPatchRelease(String version, boolean bare) {
        assertThat(BareDecimals.isOld(version)).isEqualTo(bare);
    }
}
