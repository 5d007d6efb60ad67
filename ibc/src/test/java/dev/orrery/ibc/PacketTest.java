package dev.orrery.ibc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.Event;
import dev.orrery.client.Event.Attribute;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketTest {
    private static final Event SENT = new Event(
            "send_packet",
            List.of(
                    new Attribute("packet_data_hex", "7b7d"),
                    new Attribute("packet_timeout_height", "7-100"),
                    new Attribute("packet_timeout_timestamp", "1700000000000000000"),
                    new Attribute("packet_sequence", "5"),
                    new Attribute("packet_src_port", "transfer"),
                    new Attribute("packet_src_channel", "channel-1"),
                    new Attribute("packet_dst_port", "transfer"),
                    new Attribute("packet_dst_channel", "channel-2")));

    @Test
    void isReadFromTheEventOfItsSending() {
        Packet packet = Packet.sent("hub-1", List.of(new Event("message", List.of()), SENT))
                .getFirst();

        assertThat(packet.id()).isEqualTo(new PacketId("hub-1", "transfer", "channel-1", 5));
        assertThat(packet.destinationChannel()).isEqualTo("channel-2");
        assertThat(packet.data()).asString().isEqualTo("{}");
        assertThat(packet).hasToString("hub-1 transfer/channel-1 #5");
    }

    /** Field by field, as {@code ibc.core.channel.v1.Packet} has them. */
    @Test
    void isEncodedAsChainsDo() {
        Packet packet = Packet.sent("hub-1", List.of(SENT)).getFirst();

        assertThat(HexFormat.of().formatHex(packet.encode()))
                .isEqualTo("0805" + "12087472616e73666572" + "1a096368616e6e656c2d31" + "22087472616e73666572"
                        + "2a096368616e6e656c2d32" + "32027b7d" + "3a0408071064" + "408080a8b1e39fe7cb17");
    }

    @Test
    void timesOutByHeightOrByTime() {
        Packet packet = Packet.sent("hub-1", List.of(SENT)).getFirst();
        Instant early = Instant.ofEpochSecond(1_699_999_999);
        Instant late = Instant.ofEpochSecond(1_700_000_000);

        assertThat(packet.timedOutAt(new Height(7, 99), early)).isFalse();
        assertThat(packet.timedOutAt(new Height(7, 100), early)).isTrue();
        assertThat(packet.timedOutAt(new Height(8, 1), early)).isTrue();
        assertThat(packet.timedOutAt(new Height(7, 99), late)).isTrue();
    }
}
