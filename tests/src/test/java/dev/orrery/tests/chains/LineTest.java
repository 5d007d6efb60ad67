package dev.orrery.tests.chains;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.Denom;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.ibc.PathEnd;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
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
    private static final Duration LONG = Duration.ofSeconds(60);
    /** Of a vote in {@code tendermint.types.CommitSig}. */
    private static final long BLOCK_ID_FLAG_COMMIT = 2;

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

    /** Of four equal validators three have more than two thirds of the power; the fourth one's signature is left out. */
    @Test
    void aClientIsUpdatedByOneHeaderWithTheFewestSignatures(
            @ChainName("left") Chain left, @ChainName("middle") Chain middle) {
        var steps = left.channelTo(middle).path().steps();
        PathEnd holder = steps.path().on(left.chainId());
        // A height that nobody has updated the client to.
        List<EncodedMsg> update = List.of();
        while (update.isEmpty()) {
            update = steps.clientUpdate(
                    holder, middle.client().awaitBlocks(1, Deadline.after(LONG)).height());
        }

        assertThat(update).hasSize(1);
        Any header = ProtoReader.of(update.getFirst().encode()).any(2);
        assertThat(header.typeUrl()).isEqualTo("/ibc.lightclients.tendermint.v1.Header");
        List<byte[]> votes =
                ProtoReader.of(header.value()).message(1).message(2).repeated(4);
        assertThat(votes).hasSize(4);
        assertThat(votes.stream().filter(vote -> ProtoReader.of(vote).varint(1) == BLOCK_ID_FLAG_COMMIT))
                .hasSize(3);
        assertThat(left.client().tx(holder.chain().signer(), update).send().event("update_client"))
                .isPresent();
    }

    /** Left to right over the middle, and the same way back: each hop is taken off again. */
    @Test
    void aDenomThatWentFarIsUnwoundToItsOrigin(
            @ChainName("left") Chain left, @ChainName("middle") Chain middle, @ChainName("right") Chain right) {
        Account alice = left.fundedAccount("10000000uleft");
        Account between = middle.fundedAccount("10000000umiddle");
        Account far = right.fundedAccount("10000000uright");
        Account home = left.newAccount();
        Coin sent = Coin.parse("1000uleft");
        Coin once = left.channelTo(middle).voucher(sent);

        alice.transfer(sent).to(between).send().awaitAcknowledged(Deadline.after(LONG));
        assertThat(between).hasBalance(once);
        Coin twice = middle.channelTo(right).voucher(once);
        between.transfer(once).to(far).send().awaitAcknowledged(Deadline.after(LONG));
        assertThat(far).hasBalance(twice);

        Denom trace = right.trace(twice.denom());
        assertThat(trace.hops())
                .extracting(Denom.Hop::toString)
                .containsExactly(
                        "transfer/" + right.channelTo(middle).id(),
                        "transfer/" + middle.channelTo(left).id());
        assertThat(trace.base()).isEqualTo("uleft");
        assertThat(trace.onChain()).isEqualTo(twice.denom());

        assertThat(right.channelTo(middle).voucher(twice)).isEqualTo(once);
        far.transfer(twice).to(between).send().awaitAcknowledged(Deadline.after(LONG));
        between.transfer(once).to(home).send().awaitAcknowledged(Deadline.after(LONG));

        assertThat(home).hasBalance(sent);
        assertThat(left.channelTo(middle).escrowed("uleft")).isEqualTo(Coin.of(0, "uleft"));
        assertThat(middle.channelTo(right).escrowed(once.denom())).isEqualTo(Coin.of(0, once.denom()));
    }
}
