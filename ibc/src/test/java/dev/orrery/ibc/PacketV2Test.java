package dev.orrery.ibc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.Event;
import dev.orrery.client.Event.Attribute;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packets of IBC v2 and their answers, as chains tell them in events. */
class PacketV2Test {
    /** {@code ibc.core.channel.v2.Packet}: sequence, both clients, time-out in seconds, two payloads. */
    private static final String ENCODED = "0805" + "120430372d61" + "1a0430372d62" + "2080e2cfaa06"
            + "2a10" + "0a0161" + "120162" + "1a0131" + "220178" + "2a025b5d"
            + "2a10" + "0a0163" + "120164" + "1a0132" + "220179" + "2a027b7d";

    private final Packet packet = Packet.sent(
                    "hub-1",
                    List.of(new Event(
                            "send_packet",
                            List.of(
                                    new Attribute("packet_source_client", "07-a"),
                                    new Attribute("packet_dest_client", "07-b"),
                                    new Attribute("packet_sequence", "5"),
                                    new Attribute("encoded_packet_hex", ENCODED)))))
            .getFirst();

    @Test
    void aPacketBelongsToClients() {
        assertThat(packet.id()).isEqualTo(new PacketId("hub-1", "", "07-a", 5));
        assertThat(packet.id().isV2()).isTrue();
        assertThat(packet.destinationChannel()).isEqualTo("07-b");
        assertThat(packet).hasToString("hub-1 07-a #5");
    }

    @Test
    void itCarriesWhatSeveralApplicationsSent() {
        assertThat(packet.data()).asString().isEqualTo("[]");
        assertThat(packet.payloads())
                .containsExactly(
                        new Payload("a", "b", "1", "x", "[]".getBytes(StandardCharsets.UTF_8)),
                        new Payload("c", "d", "2", "y", "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void itIsPassedOnAsItWasTold() {
        assertThat(HexFormat.of().formatHex(packet.encode())).isEqualTo(ENCODED);
    }

    @Test
    void itTimesOutByTheSecondAndNeverByHeight() {
        assertThat(packet.timeoutTimestamp()).isEqualTo(1_700_000_000_000_000_000L);
        assertThat(packet.timedOutAt(new Height(7, Long.MAX_VALUE), Instant.ofEpochSecond(1_699_999_999)))
                .isFalse();
        assertThat(packet.timedOutAt(new Height(7, 1), Instant.ofEpochSecond(1_700_000_000)))
                .isTrue();
    }

    @Test
    void anAnswerIsThatOfTheFirstApplicationAndIsPassedOnWhole() {
        Acknowledgement answer = answer("0a027b7d" + "0a0131");

        assertThat(answer).hasToString("{}");
        assertThat(answer.error()).isEmpty();
        assertThat(HexFormat.of().formatHex(answer.encode())).isEqualTo("0a027b7d0a0131");
    }

    /** SHA-256 of {@code UNIVERSAL_ERROR_ACKNOWLEDGEMENT}. */
    @Test
    void aRefusalIsOneFixedHash() {
        String refusal = "4774d4a575993f963b1c06573736617a457abef8589178db8d10c94b4ab511ab";

        assertThat(answer("0a20" + refusal).error()).isPresent();
        assertThat(answer("0a20" + refusal)).hasToString(refusal);
    }

    private static Acknowledgement answer(String encoded) {
        return Acknowledgement.of(new Event(
                        "write_acknowledgement", List.of(new Attribute("encoded_acknowledgement_hex", encoded))))
                .orElseThrow();
    }
}
