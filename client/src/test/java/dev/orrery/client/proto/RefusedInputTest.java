package dev.orrery.client.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Descriptors.Descriptor;
import dev.orrery.base.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input that a message cannot hold: refused with its path, what it should be, what it is, and what was meant. */
class RefusedInputTest {
    private static final String ACCOUNT = "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4";
    private static final Descriptor THING = Things.DESCRIPTORS.message("test.v1.Thing");
    private static final JsonCodec CODEC = new JsonCodec(Things.DESCRIPTORS, "cosmos");

    @Test
    void aWrongNameIsToldWithItsPlaceAndTheRightOne() {
        assertThat(refusal(Map.of("parts", List.of(Map.of(), Map.of("rat", "1")))))
                .contains("reading the field \"parts[1].rat\"")
                .contains("a field of test.v1.Thing")
                .contains("did you mean \"parts[1].rate\"?");
        assertThat(refusal(Map.of("content", Map.of("@type", "/test.v1.Thing", "part", Map.of("naem", "x")))))
                .contains("\"content.part.naem\"")
                .contains("did you mean \"content.part.name\"?");
    }

    @Test
    void aWrongTypeInAnyIsToldWithTheRightOne() {
        assertThat(refusal(Map.of("content", Map.of("@type", "/test.v1.Thin"))))
                .contains("\"content.@type\"")
                .contains("did you mean \"test.v1.Thing\"?");
        assertThat(refusal(Map.of("content", Map.of("rate", "1")))).contains("no \"@type\"");
        assertThat(refusal(Map.of("content", "text"))).contains("an object with \"@type\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"account_number": "seven"}             | account_number | a whole number from 0 to 18446744073709551615 (uint64)
        {"account_number": -1}                  | account_number | uint64
        {"account_number": 18446744073709551616}| account_number | uint64
        {"account_number": 1.5}                 | account_number | uint64
        {"small": 4294967296}                   | small          | 0 to 4294967295 (uint32)
        {"height": "9223372036854775808"}       | height         | int64
        {"right": 2147483648}                   | right          | int32
        {"rate": "0.0000000000000000001"}       | rate           | a decimal with at most 18 places
        {"rate": "1,5"}                         | rate           | a decimal
        {"rate": " "}                           | rate           | a decimal
        {"rate": "1e400"}                       | rate           | a decimal
        {"quorum": "half"}                      | quorum         | a decimal
        {"tokens": "1.5"}                       | tokens         | a whole number of at most 256 bits
        {"tokens": true}                        | tokens         | a whole number
        {"on": "true"}                          | on             | true or false
        {"name": 7}                             | name           | a text
        {"data": "not Base64!"}                 | data           | bytes in Base64
        {"share": "much"}                       | share          | a number
        {"part": []}                            | part           | an object with the fields of test.v1.Thing
        {"parts": {}}                           | parts          | a list
        {"counts": []}                          | counts         | an object
        {"counts": {"a": "b"}}                  | counts.a       | int64
        {"length": "10"}                        | length         | a duration: 10s, 1h30m, 500ms
        {"length": 10}                          | length         | a duration
        {"moment": "yesterday"}                 | moment         | a time in RFC 3339
        """)
    void aWrongKindOfValueIsToldWithTheRightOne(String json, String path, String expected) {
        assertThat(refusal(json))
                .contains("reading the field \"" + path + "\"")
                .containsPattern("expected: .*" + java.util.regex.Pattern.quote(expected));
    }

    @Test
    void aWrongConstantIsToldWithTheRightOne() {
        assertThat(refusal(Map.of("side", "SIDE_LETF"))).contains("did you mean \"SIDE_LEFT\"?");
        assertThat(refusal(Map.of("side", "left"))).contains("did you mean \"SIDE_LEFT\"?");
        assertThat(refusal(Map.of("side", "above"))).contains("it has SIDE_UNSPECIFIED, SIDE_LEFT, SIDE_RIGHT");
    }

    @Test
    void twoMembersOfAOneofAreRefused() {
        assertThat(refusal("{\"left\": \"a\", \"right\": 1}"))
                .contains("one field of \"choice\"")
                .contains("\"left\" and \"right\"");
    }

    @Test
    void oneFieldInBothSpellingsIsRefused() {
        assertThat(refusal("{\"account_number\": 1, \"accountNumber\": 2}")).contains("in both of its spellings");
    }

    @Test
    void anAddressOfAnotherChainOrKindIsRefused() {
        assertThat(refusal(Map.of("account", "osmo19rl4cm2hmr8afy4kldpxz3fka4jguq0a5m7df8")))
                .contains("reading the field \"account\"")
                .contains("expected: an address with the prefix \"cosmos\"")
                .contains("the prefix \"osmo\"");
        assertThat(refusal(Map.of("validator", ACCOUNT)))
                .contains("an address with the prefix \"cosmosvaloper\"")
                .contains("the prefix \"cosmos\"");
        assertThat(refusal(Map.of("account", ACCOUNT.replace('4', '5')))).contains("was it mistyped?");
        assertThat(refusal(Map.of("account", "alice"))).contains("which is no Bech32");
    }

    @Test
    void whatIsNoJsonIsToldWithItsPlace() {
        assertThat(refusal("{\"name\": \"a\",\n \"on\": yes}")).contains("line 2");
        assertThat(refusal("{\"name\": \"a\", \"name\": \"b\"}")).containsIgnoringCase("duplicate");
        assertThat(refusal("{} {}")).contains("reading JSON");
        assertThat(refusal("[]")).contains("a JSON object, a map or a record");
    }

    private static String refusal(Object fields) {
        return catchThrowableOfType(InvalidInputException.class, () -> CODEC.encode(THING, fields))
                .getMessage();
    }
}
