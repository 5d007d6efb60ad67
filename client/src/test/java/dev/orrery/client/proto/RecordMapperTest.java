package dev.orrery.client.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import dev.orrery.base.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RecordMapperTest {
    private static final Descriptor THING = Things.DESCRIPTORS.message("test.v1.Thing");
    private static final JsonCodec CODEC = new JsonCodec(Things.DESCRIPTORS);

    private enum Side {
        SIDE_UNSPECIFIED,
        SIDE_LEFT
    }

    private record Everything(
            BigInteger accountNumber,
            BigDecimal rate,
            BigInteger tokens,
            Side side,
            Duration length,
            Instant moment,
            Map<String, Long> counts,
            byte[] data,
            boolean on,
            long small,
            List<Named> parts,
            Optional<Named> part,
            Optional<JsonNode> laterGeneration,
            JsonNode content) {}

    private record Named(String name) {}

    @Test
    void everyKindOfFieldHasItsKindOfComponent() {
        Everything all = map(Everything.class, """
            {"account_number": "18446744073709551615", "rate": "0.15", "tokens": "7", "side": "SIDE_LEFT",
             "length": "1h", "moment": "2026-01-02T03:04:05Z", "counts": {"a": 5}, "data": "AP8=", "on": true,
             "small": 4294967295, "parts": [{"name": "x", "on": true}], "content": {"@type": "/test.v1.Thing"}}\
            """);

        assertThat(all.accountNumber).isEqualTo("18446744073709551615");
        assertThat(all.rate).isEqualByComparingTo("0.15");
        assertThat(all.side).isEqualTo(Side.SIDE_LEFT);
        assertThat(all.length).isEqualTo(Duration.ofHours(1));
        assertThat(all.moment).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(all.counts).containsExactly(Map.entry("a", 5L));
        assertThat(all.data).containsExactly(0, 0xff);
        assertThat(all.small).isEqualTo(4294967295L);
        assertThat(all.parts).containsExactly(new Named("x"));
        assertThat(all.part).isEmpty();
        assertThat(all.laterGeneration).isEmpty();
        assertThat(all.content.path("@type").asString()).isEqualTo("/test.v1.Thing");
        RecordMapper.check(Everything.class, THING);
    }

    @Test
    void aComponentThatIsNoFieldIsRefusedBeforeAnythingIsAsked() {
        record Wrong(List<Inner> parts) {
            record Inner(String nam) {}
        }
        assertThatThrownBy(() -> RecordMapper.check(Wrong.class, THING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"parts.nam\"")
                .hasMessageContaining("a field of test.v1.Thing")
                .hasMessageContaining("did you mean \"name\"?");
    }

    @Test
    void aNumberThatDoesNotFitIsRefused() {
        record Small(int accountNumber) {}
        assertThatThrownBy(() -> map(Small.class, "{\"account_number\": \"4294967296\"}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("account_number");
        record Signed(long accountNumber) {}
        assertThatThrownBy(() -> map(Signed.class, "{\"account_number\": \"18446744073709551615\"}"))
                .isInstanceOf(InvalidInputException.class);
        record Whole(BigInteger rate) {}
        assertThatThrownBy(() -> map(Whole.class, "{\"rate\": \"0.5\"}")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void nothingBecomesNull() {
        record Parted(Named part) {}
        assertThatThrownBy(() -> map(Parted.class, "{}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("part")
                .hasMessageContaining("Optional");
        record Rated(BigDecimal rate) {}
        assertThatThrownBy(() -> map(Rated.class, "{}"))
                .as("a decimal that the chain left out")
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anUnknownConstantIsRefusedWithItsPath() {
        record Sided(List<Inner> parts) {
            record Inner(Side side) {}
        }
        assertThatThrownBy(() -> map(Sided.class, "{\"parts\": [{}, {\"side\": \"SIDE_RIGHT\"}]}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("parts[1].side")
                .hasMessageContaining("SIDE_RIGHT");
    }

    private static <T> T map(Class<T> type, String json) {
        return RecordMapper.map(CODEC.decode(THING, CODEC.encode(THING, json)), type);
    }
}
