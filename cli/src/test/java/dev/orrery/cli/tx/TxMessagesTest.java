package dev.orrery.cli.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.input.JsonInput;
import dev.orrery.client.tx.JsonMsg;
import dev.orrery.client.tx.Msg;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TxMessagesTest {
    @Test
    void oneObjectIsOneMessageWithItsTypeTakenOut() {
        assertThat(of("{\"@type\": \"/a.v1.MsgX\", \"n\": 1}"))
                .containsExactly(new JsonMsg("/a.v1.MsgX", JsonMapper.shared().readTree("{\"n\": 1}")));
    }

    @Test
    void anArrayIsAsManyInTheirOrder() {
        assertThat(of("[{\"@type\": \"/a.v1.MsgX\"}, {\"@type\": \"a.v1.MsgY\"}]"))
                .extracting(Msg::typeUrl)
                .containsExactly("/a.v1.MsgX", "/a.v1.MsgY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"/a.v1.MsgX\"}          | JSON    | only type",
                "{}                                  | JSON    | {}",
                "[{\"@type\": \"/a.v1.MsgX\"}, {}]   | JSON[1] | {}",
                "[]                                  | JSON    | an empty array",
                "\"/a.v1.MsgX\"                      | JSON    | an object"
            })
    void whatIsNoMessageIsToldWithItsPlace(String json, String place, String seen) {
        assertThatThrownBy(() -> of(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("where:    " + place)
                .hasMessageContaining(seen);
    }

    private static List<Msg> of(String json) {
        return TxMessages.of(new JsonInput("JSON", JsonMapper.shared().readTree(json)));
    }
}
