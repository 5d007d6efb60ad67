package dev.orrery.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {
    private static final List<String> NAMES = List.of("validators", "binary", "denom", "accounts");

    @Test
    void findsTheNameBehindASlip() {
        assertThat(NearMiss.of("validatrs", NAMES)).contains("validators");
        assertThat(NearMiss.of("vaildators", NAMES)).contains("validators");
        assertThat(NearMiss.of("Binary", NAMES)).contains("binary");
    }

    @Test
    void staysSilentWhereNothingIsNear() {
        assertThat(NearMiss.of("consensus", NAMES)).isEmpty();
        assertThat(NearMiss.of("x", List.of())).isEmpty();
    }
}
