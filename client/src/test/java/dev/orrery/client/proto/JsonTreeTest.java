package dev.orrery.client.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTreeTest {
    private enum Side {
        @JsonProperty("SIDE_LEFT")
        LEFT,
        RIGHT
    }

    private record Part(
            String name,
            Optional<Integer> size,
            @JsonProperty("top_N") int topN) {}

    @Test
    void recordsBecomeObjectsWithoutWhatIsEmpty() {
        assertThat(JsonTree.of(new Part("a", Optional.empty(), 3)).toString())
                .isEqualTo("{\"name\":\"a\",\"top_N\":3}");
        assertThat(JsonTree.of(List.of(new Part("a", Optional.of(1), 0))).toString())
                .isEqualTo("[{\"name\":\"a\",\"size\":1,\"top_N\":0}]");
    }

    @Test
    void coinsAreObjectsWithExactAmounts() {
        assertThat(JsonTree.of(Coin.parse("123456789012345678901234567890uatom"))
                        .toString())
                .isEqualTo("{\"amount\":123456789012345678901234567890,\"denom\":\"uatom\"}");
    }

    @Test
    void timesConstantsAndDecimalsKeepTheirMeaning() {
        assertThat(JsonTree.of(Duration.ofMillis(90_500)).asString()).isEqualTo("90.5s");
        assertThat(JsonTree.of(Duration.ofSeconds(-3)).asString()).isEqualTo("-3s");
        assertThat(JsonTree.of(Instant.EPOCH).asString()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(JsonTree.of(Side.LEFT).asString()).isEqualTo("SIDE_LEFT");
        assertThat(JsonTree.of(Side.RIGHT).asString()).isEqualTo("RIGHT");
        assertThat(JsonTree.of(new BigDecimal("0.10")).decimalValue()).isEqualByComparingTo("0.1");
        assertThat(JsonTree.of(new String[] {"a"}).toString()).isEqualTo("[\"a\"]");
        assertThat(JsonTree.of(null).isNull()).isTrue();
    }

    @Test
    void whatHasNoJsonIsRefused() {
        assertThatThrownBy(() -> JsonTree.of(Map.of("a", new Object())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("making JSON of a java.lang.Object");
    }
}
