package dev.orrery.cli.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.Samples;
import dev.orrery.cli.terminal.Style;
import dev.orrery.ibc.Height;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PacketEvent;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.PacketId;
import dev.orrery.ibc.PacketLife;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.ibc.Timeline;
import dev.orrery.network.Network;
import dev.orrery.network.json.PathView;
import dev.orrery.network.json.PathsJson;
import dev.orrery.network.json.RegistryJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code orrery paths} prints. */
class PathsTextTest {
    private static final PacketId ID = new PacketId("hub-1", "transfer", "channel-0", 5);
    private static final Packet PACKET = new Packet(ID, "transfer", "channel-0", new byte[0], Height.ZERO, 0);
    private static final PacketLife LIFE = new PacketLife(
            PACKET,
            false,
            Map.of(
                    Kind.SENT, new PacketEvent(Kind.SENT, ID, "hub-1", 12, "AB"),
                    Kind.RECEIVED, new PacketEvent(Kind.RECEIVED, ID, "zone-1", 14, "CD")),
            Optional.empty());

    private final Network network = Network.attach(Samples.NETWORK);
    private final PathView view = new PathView(
            network.path("hub-zone").description(),
            Samples.STATUS.paths().getFirst(),
            List.of(new PendingPacket(PACKET, PendingPacket.Stage.ACKNOWLEDGEMENT_WRITTEN)),
            Optional.of(new Timeline(List.of(LIFE))));

    @Test
    void statesThenWhatIsOnItsWayThenWhatHasHappened() {
        assertThat(PathsText.lines(List.of(view), Style.PLAIN))
                .extracting(String::stripTrailing)
                .containsExactly(
                        "hub-zone  canonical, not relayed",
                        "  CHAIN  CLIENT           STATUS  CONNECTION    STATE  CHANNEL             STATE  PENDING",
                        "  hub    07-tendermint-0  Active  connection-0  OPEN   transfer/channel-0  OPEN   2",
                        "  zone   07-tendermint-0  Active  connection-0  OPEN   transfer/channel-0  OPEN   2",
                        "  PACKET                       IS",
                        "  hub-1 transfer/channel-0 #5  answered, not acknowledged",
                        "  PACKET                       WAS       ON      BLOCK  TRANSACTION",
                        "  hub-1 transfer/channel-0 #5  sent      hub-1   12     AB",
                        "                               received  zone-1  14     CD");
    }

    @Test
    void theSameAsJson() {
        JsonNode path =
                PathsJson.of(network.name(), List.of(view)).path("paths").get(0);

        assertThat(path.path("name").asString()).isEqualTo("hub-zone");
        assertThat(path.path("canonical").asBoolean()).isTrue();
        assertThat(path.at("/a/channels/0/pending").asInt()).isEqualTo(2);
        assertThat(path.at("/pending/0").toString())
                .isEqualTo("{\"chainId\":\"hub-1\",\"port\":\"transfer\",\"channel\":\"channel-0\",\"sequence\":5,"
                        + "\"stage\":\"acknowledgement_written\"}");
        assertThat(path.at("/timeline/0/events/1").toString())
                .isEqualTo("{\"kind\":\"received\",\"chainId\":\"zone-1\",\"height\":14,\"txHash\":\"CD\"}");
    }

    @Test
    void whatIsWrittenAsJsonIsReadAgain() {
        JsonNode json = PathsJson.of(network.name(), List.of(view));

        assertThat(PathsJson.of(network.name(), PathsJson.read(json))).isEqualTo(json);
        assertThat(PathsText.lines(PathsJson.read(json), Style.PLAIN))
                .isEqualTo(PathsText.lines(List.of(view), Style.PLAIN));
    }

    /** As _IBC/cosmoshub-osmosis.json of the chain registry is. */
    @Test
    void asTheChainRegistryHasIt() {
        assertThat(RegistryJson.ibc(network.paths()).toString())
                .isEqualTo("[{\"$schema\":\"../ibc_data.schema.json\","
                               + "\"chain_1\":{\"chain_name\":\"hub\",\"chain_id\":\"hub-1\",\"client_id\":\"07-tendermint-0\","
                               + "\"connection_id\":\"connection-0\"},"
                               + "\"chain_2\":{\"chain_name\":\"zone\",\"chain_id\":\"zone-1\",\"client_id\":\"07-tendermint-0\","
                               + "\"connection_id\":\"connection-0\"},"
                               + "\"channels\":[{\"chain_1\":{\"channel_id\":\"channel-0\",\"port_id\":\"transfer\"},"
                               + "\"chain_2\":{\"channel_id\":\"channel-0\",\"port_id\":\"transfer\"},"
                               + "\"ordering\":\"unordered\",\"version\":\"ics20-1\","
                               + "\"tags\":{\"status\":\"ACTIVE\",\"preferred\":true}}]}]");
    }
}
