package dev.orrery.client.amino;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.Coin;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.tx.Fee;
import dev.orrery.client.tx.TxBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The form of amino's JSON. That chains compute the same of messages of every kind is tested on chains. */
class AminoFormTest {
    /** As Go's encoding/json escapes: also what HTML minds, and nothing beyond ASCII but U+2028 and U+2029. */
    @Test
    void textsAreEscapedAsGoDoes() {
        assertThat(GoJson.quote("a<b>&\"\\\n\r\t\u0001é\u2028"))
                .isEqualTo("\"a\\u003cb\\u003e\\u0026\\\"\\\\\\n\\r\\t\\u0001é\\u2028\"");
    }

    /** What Go makes of JSON that it reads into an interface and writes again. */
    @Test
    void inlinedJsonIsSorted() {
        String json = "{\"b\": [1, 2.50, 1e21, 1e-7, true, null], \"a\": {\"z\": \"<\", \"y\": 12345678901234567890}}";

        assertThat(GoJson.sorted(JsonMapper.shared().readTree(json)))
                .isEqualTo("{\"a\":{\"y\":12345678901234567000,\"z\":\"\\u003c\"},"
                        + "\"b\":[1,2.5,1e+21,1e-07,true,null]}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1970-01-01T00:00:00Z",
        "4102542245, 678900000, 2100-01-02T03:04:05.6789Z",
        "1, 1, 1970-01-01T00:00:01.000000001Z"
    })
    void timesHaveAsManyDigitsAsTheyNeed(long seconds, int nanos, String text) {
        assertThat(AminoTime.timestamp(seconds, nanos)).isEqualTo("\"" + text + "\"");
    }

    @Test
    void durationsAreInNanoseconds() {
        assertThat(AminoTime.duration(3600, 5)).isEqualTo("\"3600000000005\"");
    }

    @Test
    void theDocumentHasItsFieldsInOrderAndLeavesOutWhatIsNotThere() {
        TxBody body = new TxBody(List.of(), "<memo>", 0);
        Fee fee = new Fee(Coin.parseList("5ufoo,12stake"), 100);

        assertThat(document(body, fee))
                .isEqualTo("{\"account_number\":\"3\",\"chain_id\":\"hub-1\",\"fee\":{\"amount\":["
                        + "{\"amount\":\"12\",\"denom\":\"stake\"},{\"amount\":\"5\",\"denom\":\"ufoo\"}],"
                        + "\"gas\":\"100\"},\"memo\":\"\\u003cmemo\\u003e\",\"msgs\":[],\"sequence\":\"7\"}");
    }

    @Test
    void payersTimeoutsAndUnorderedOnesAreInIt() {
        Instant until = Instant.parse("2026-01-02T03:04:05.5Z");
        TxBody body = new TxBody(List.of(), "", 9, true, Optional.of(until));
        Fee fee = new Fee(List.of(), 1, "payer", "granter");

        assertThat(document(body, fee))
                .contains("\"fee\":{\"amount\":[],\"gas\":\"1\",\"granter\":\"granter\",\"payer\":\"payer\"}")
                .endsWith("\"sequence\":\"7\",\"timeout_height\":\"9\","
                        + "\"timeout_timestamp\":\"2026-01-02T03:04:05.5Z\",\"unordered\":true}");
    }

    /** {@code TxBody} of SDK 0.53 and later: field 4 and, in it a Timestamp, field 5. */
    @Test
    void anUnorderedBodyHasItsTwoFields() {
        TxBody body = new TxBody(List.of(), "", 0, true, Optional.of(Instant.ofEpochSecond(1, 2)));

        assertThat(HexFormat.of().formatHex(body.encode())).isEqualTo("20012a0408011002");
    }

    private static String document(TxBody body, Fee fee) {
        AminoJson json = new AminoJson(Descriptors.link(new byte[0]));
        return new String(AminoSignDoc.bytes(json, body, fee, "hub-1", 3, 7), StandardCharsets.UTF_8);
    }
}
