package dev.orrery.client.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import dev.orrery.base.ChainException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What goes in and comes out; RefusedInputTest has what does not. */
class JsonCodecTest {
    private static final Descriptor THING = Things.DESCRIPTORS.message("test.v1.Thing");
    private static final JsonCodec CODEC = new JsonCodec(Things.DESCRIPTORS);

    @Test
    void answersHaveTheirDefaultsAndTheSdksNames() {
        JsonNode json = CODEC.decode(THING, new byte[0]);

        assertThat(json.get("account_number").asString()).isEqualTo("0");
        assertThat(json.get("rate").asString()).isEmpty();
        assertThat(json.get("side").asString()).isEqualTo("SIDE_UNSPECIFIED");
        assertThat(json.get("on").booleanValue()).isFalse();
        assertThat(json.get("small").isNumber()).isTrue();
        assertThat(json.get("parts").isEmpty()).isTrue();
        assertThat(json.get("counts").isObject()).isTrue();
        assertThat(json.has("part")).as("an absent message").isFalse();
        assertThat(json.has("left")).as("an absent member of a oneof").isFalse();
    }

    @Test
    void namesAreReadInBothForms() {
        assertThat(encode(Map.of("account_number", "7")))
                .isEqualTo(encode(Map.of("accountNumber", 7)))
                .isEqualTo(new ProtoWriter().varint(1, 7).toByteArray());
    }

    @Test
    void mapsTreesTextsAndRecordsSayTheSame() {
        record Fields(long accountNumber, List<Map<String, String>> parts) {}

        byte[] map = encode(Map.of("account_number", 7, "parts", List.of(Map.of("name", "a"))));

        assertThat(CODEC.encode(THING, new Fields(7, List.of(Map.of("name", "a")))))
                .isEqualTo(map);
        assertThat(CODEC.encode(THING, "{\"account_number\": \"7\", \"parts\": [{\"name\": \"a\"}]}"))
                .isEqualTo(map);
        assertThat(CODEC.encode(THING, JsonTree.parse("{\"accountNumber\": 7, \"parts\": [{\"name\": \"a\"}]}")))
                .isEqualTo(map);
    }

    @Test
    void whatComesOutGoesInAgain() {
        byte[] bytes = encode("""
            {"account_number": "18446744073709551615", "rate": "0.5", "rate_bytes": "12.25", "tokens": "7",
             "part": {"name": "inner"}, "parts": [{}, {"on": true}],
             "content": {"@type": "/test.v1.Thing", "rate": "1", "content": {"@type": "/google.protobuf.Duration",
             "value": "3s"}}, "side": "SIDE_RIGHT", "length": "1.5s", "moment": "2026-01-02T03:04:05.000000006Z",
             "right": 0, "counts": {"a": "-1"}, "on": true, "data": "AP8=", "small": 4294967295,
             "height": "-9223372036854775808", "share": 0.25, "limit": "9", "quorum": "0.334"}\
            """);

        assertThat(CODEC.encode(THING, CODEC.decode(THING, bytes))).isEqualTo(bytes);
    }

    @Test
    void decimalsTravelAsIntegersOfEighteenPlaces() {
        byte[] bytes = encode(Map.of("rate", "0.15", "rate_bytes", BigDecimal.ONE));

        assertThat(bytes)
                .isEqualTo(new ProtoWriter()
                        .string(2, "150000000000000000")
                        .string(3, "1000000000000000000")
                        .toByteArray());
        JsonNode json = CODEC.decode(THING, bytes);
        assertThat(json.get("rate").asString()).isEqualTo("0.150000000000000000");
        assertThat(json.get("rate_bytes").asString()).isEqualTo("1.000000000000000000");
    }

    @Test
    void aDecimalThatGoKeepsAsTextTravelsAsText() {
        byte[] bytes = encode(Map.of("quorum", new BigDecimal("0.334")));

        assertThat(bytes)
                .isEqualTo(new ProtoWriter().string(8, "0.334000000000000000").toByteArray());
        assertThat(CODEC.decode(THING, bytes).get("quorum").asString()).isEqualTo("0.334000000000000000");
    }

    @Test
    void nothingIsRounded() {
        String digits = "123456789012345678901234567890123456789012345678901234567890";
        byte[] bytes = CODEC.encode(
                THING,
                "{\"tokens\": " + digits + ", \"rate\": 1234567890.123456789012345678, \"height\": 9007199254740993}");

        JsonNode json = CODEC.decode(THING, bytes);
        assertThat(json.get("tokens").asString()).isEqualTo(digits);
        assertThat(json.get("rate").asString()).isEqualTo("1234567890.123456789012345678");
        assertThat(json.get("height").asString()).isEqualTo("9007199254740993");
        assertThat(encode(Map.of("tokens", new BigInteger(digits))))
                .isEqualTo(new ProtoWriter().string(7, digits).toByteArray());
    }

    @ParameterizedTest
    @CsvSource({
        "10s, 10s",
        "1h30m, 5400s",
        "500ms, 0.500s",
        "1.5s, 1.500s",
        "90m, 5400s",
        "0s, 0s",
        "-2s, -2s",
        "1us, 0.000001s"
    })
    void durationsAreReadAsPeopleWriteThem(String written, String read) {
        assertThat(thing("length", written).get("length").asString()).isEqualTo(read);
    }

    @Test
    void javasTimesAreTimes() {
        JsonNode json = CODEC.decode(
                THING,
                encode(Map.of(
                        "length", Duration.ofMillis(1500), "moment", Instant.parse("2026-01-02T03:04:05.000000006Z"))));

        assertThat(json.get("length").asString()).isEqualTo("1.500s");
        assertThat(json.get("moment").asString()).isEqualTo("2026-01-02T03:04:05.000000006Z");
        assertThat(thing("moment", "2026-01-02T03:04:05+01:00").get("moment").asString())
                .isEqualTo("2026-01-02T02:04:05Z");
    }

    @Test
    void anyIsReadAndWrittenByItsType() {
        byte[] bytes = encode(Map.of("content", Map.of("@type", "/test.v1.Thing", "rate", "0.5")));

        JsonNode json = CODEC.decode(THING, bytes);

        assertThat(json.at("/content/@type").asString()).isEqualTo("/test.v1.Thing");
        assertThat(json.at("/content/rate").asString()).isEqualTo("0.500000000000000000");
    }

    @Test
    void aMessageThatIsEncodedAlreadyGoesInAsItIs() {
        Any content = new Any("/test.v1.Thing", new ProtoWriter().varint(1, 7).toByteArray());

        assertThat(CODEC.decode(THING, encode(Map.of("content", content)))
                        .at("/content/account_number")
                        .asString())
                .isEqualTo("7");
    }

    @Test
    void aTypeThatTheChainDoesNotDescribeKeepsItsBytes() {
        byte[] bytes = new ProtoWriter()
                .any(6, new Any("/other.v1.Unknown", new byte[] {8, 1}))
                .toByteArray();

        JsonNode json = CODEC.decode(THING, bytes);

        assertThat(json.at("/content/type_url").asString()).isEqualTo("/other.v1.Unknown");
        assertThat(json.at("/content/value").asString()).isEqualTo("CAE=");
        assertThat(CODEC.encode(THING, json)).isEqualTo(bytes);
    }

    @Test
    void aMemberOfAOneofIsThereEvenAtItsDefault() {
        assertThat(thing("right", 0).get("right").asInt()).isZero();
        assertThat(thing("left", "x").has("right")).isFalse();
    }

    @Test
    void whatIsNullIsLeftOut() {
        assertThat(CODEC.encode(THING, "{\"part\": null, \"name\": \"a\"}"))
                .isEqualTo(new ProtoWriter().string(23, "a").toByteArray());
    }

    @Test
    void bytesMayBeBytes() {
        byte[] data = "chain".getBytes(StandardCharsets.UTF_8);

        assertThat(encode(Map.of("data", data))).isEqualTo(encode(Map.of("data", "Y2hhaW4=")));
        assertThat(encode(Map.of("data", "_-8="))).isEqualTo(encode(Map.of("data", "/+8=")));
    }

    @Test
    void addressesOfTheChainPass() {
        JsonCodec codec = new JsonCodec(Things.DESCRIPTORS, "cosmos");
        String account = "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4";

        assertThat(codec.encode(THING, Map.of("account", account, "validator", "")))
                .isEqualTo(new ProtoWriter().string(9, account).toByteArray());
    }

    @Test
    void servicesAndMethodsAreFoundOrSuggested() {
        assertThat(Things.DESCRIPTORS
                        .method("test.v1.Query/Thing")
                        .getInputType()
                        .getFullName())
                .isEqualTo("test.v1.Thing");
        assertThat(Things.DESCRIPTORS.method("/test.v1.Query/Thing").getName()).isEqualTo("Thing");
        assertThat(Things.DESCRIPTORS.findService("test.v1.Query")).isPresent();
        assertThatThrownBy(() -> Things.DESCRIPTORS.method("test.v1.Query/Thin"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"Thing\"?");
        assertThatThrownBy(() -> Things.DESCRIPTORS.method("test.v1.Qeury/Thing"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"test.v1.Query\"?");
    }

    @Test
    void whatIsNoSetOfDescriptorsIsRefused() {
        assertThatThrownBy(() -> Descriptors.link(new byte[] {8})).isInstanceOf(ChainException.class);
        assertThatThrownBy(() -> CODEC.decode(THING, new byte[] {8})).isInstanceOf(ChainException.class);
        assertThatThrownBy(() ->
                        CODEC.decode(THING, new ProtoWriter().string(2, "0.5").toByteArray()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("the field rate should hold a decimal, but holds \"0.5\"");
    }

    private static JsonNode thing(String field, Object value) {
        return CODEC.decode(THING, encode(Map.of(field, value)));
    }

    private static byte[] encode(Object fields) {
        return CODEC.encode(THING, fields);
    }
}
