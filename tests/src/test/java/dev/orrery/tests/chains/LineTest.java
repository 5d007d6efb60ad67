package dev.orrery.tests.chains;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkStatus.ChainStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Three chains in a line; the one in the middle has two channels and four validators. */
@NetworkTest(value = "line.yaml", sharing = Sharing.CLASS)
class LineTest {
    @Test
    void everyChannelIsOpenAndLeadsToItsOwnChain(
            @ChainName("left") Chain left, @ChainName("middle") Chain middle, @ChainName("right") Chain right) {
        List<Channel> channels = List.of(
                left.channelTo(middle), middle.channelTo(left), middle.channelTo(right), right.channelTo(middle));

        for (Channel channel : channels) {
            assertThat(channel).isOpen().hasActiveClients();
        }
        assertThat(middle.channelTo(left).id()).isEqualTo("channel-0");
        assertThat(middle.channelTo(right).id()).isEqualTo("channel-1");
        assertThat(middle.channelTo(right).clientId())
                .isNotEqualTo(middle.channelTo(left).clientId());
    }

    @Test
    void theMiddleHasTheseTwoChannelsAndNoOther(@ChainName("middle") Chain middle) {
        JsonNode channels = middle.client().query("ibc.core.channel.v1.Query/Channels");

        assertThat(channels.path("channels")
                        .valueStream()
                        .map(it -> it.path("channel_id").asString()))
                .containsExactlyInAnyOrder("channel-0", "channel-1");
    }

    @Test
    void fourValidatorsMakeBlocksTogether(Network network, @ChainName("middle") Chain middle) {
        assertThat(middle).producesBlocks(5).within(Duration.ofSeconds(30));

        ChainStatus status = network.status(Deadline.after(Duration.ofSeconds(20))).chains().stream()
                .filter(chain -> chain.name().equals("middle"))
                .findFirst()
                .orElseThrow();
        assertThat(status.validators()).hasSize(4).allMatch(it -> it.votingPower() == 1000);
        assertThat(status.nodes()).hasSize(4).allMatch(it -> it.state().equals("running"));
        assertThat(status.nodes()).extracting(it -> it.pid()).doesNotHaveDuplicates();
    }
}
