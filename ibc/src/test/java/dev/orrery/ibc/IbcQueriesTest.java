package dev.orrery.ibc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answers are those of an ibc-go v8.8.0 chain with one path open at genesis. */
class IbcQueriesTest {
    @Test
    void readsAConnection() {
        ProtoReader answer = answer("CmAKDzA3LXRlbmRlcm1pbnQtMBIjCgExEg1PUkRFUl9PUkRFUkVEEg9PUkRFUl9VTk9SREVSRUQYAyIm"
                + "Cg8wNy10ZW5kZXJtaW50LTASDGNvbm5lY3Rpb24tMBoFCgNpYmMaBQgBEIwD");

        assertThat(IbcQueries.decodeConnection("connection-0", answer.message(1)))
                .isEqualTo(new ConnectionEnd(
                        "connection-0", "OPEN", "07-tendermint-0", "07-tendermint-0", "connection-0"));
    }

    @Test
    void readsAChannel() {
        ProtoReader answer = answer("CjIIAxABGhUKCHRyYW5zZmVyEgljaGFubmVsLTAiDGNvbm5lY3Rpb24tMCoHaWNzMjAtMRoFCAEQjAM=");

        ChannelEnd end = IbcQueries.decodeChannel("transfer", "channel-0", answer.message(1));

        assertThat(end)
                .isEqualTo(new ChannelEnd(
                        "transfer",
                        "channel-0",
                        "OPEN",
                        "unordered",
                        "transfer",
                        "channel-0",
                        List.of("connection-0"),
                        "ics20-1"));
        assertThat(end.isOpen()).isTrue();
    }

    @Test
    void showsAStateOfALaterVersionAsItsNumber() {
        byte[] channel = new ProtoWriter().varint(1, 42).toByteArray();

        assertThat(IbcQueries.decodeChannel("transfer", "channel-0", ProtoReader.of(channel))
                        .state())
                .isEqualTo("42");
    }

    private static ProtoReader answer(String base64) {
        return ProtoReader.of(Base64.getDecoder().decode(base64));
    }
}
