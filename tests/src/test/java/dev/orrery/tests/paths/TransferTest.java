package dev.orrery.tests.paths;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.Denom;
import dev.orrery.ibc.Acknowledgement;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.PacketLife;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import dev.orrery.network.SentTransfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transfers between ibc-go v8 and v10, relayed by the network itself; others send over the same channel meanwhile. */
@NetworkTest("generations.yaml")
class TransferTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({"hub, zone", "zone, hub"})
    void arrivesAsAVoucherAndComesBackAsItself(String from, String to, Network network) {
        Chain here = network.chain(from);
        Chain there = network.chain(to);
        Channel channel = here.channelTo(there);
        Account alice = here.fundedAccount("10000000" + here.denom());
        Account bob = there.fundedAccount("10000000" + there.denom());
        Coin sent = Coin.parse("1000000" + here.denom());
        Coin voucher = channel.voucher(sent);

        PacketLife life = alice.transfer(sent).over(channel).to(bob).send().awaitAcknowledged(Deadline.after(LONG));

        assertThat(bob).hasBalance(voucher);
        assertThat(life.events()).containsKeys(Kind.SENT, Kind.RECEIVED, Kind.ACKNOWLEDGED);
        assertThat(there.trace(voucher.denom()))
                .isEqualTo(channel.voucherTrace(here.denom()))
                .hasToString(channel.counterparty().port() + "/"
                        + channel.counterparty().id() + "/" + here.denom());
        assertThat(there.trace(voucher.denom()).onChain()).isEqualTo(voucher.denom());

        Account carol = here.newAccount();
        bob.transfer(voucher).to(carol).send().awaitAcknowledged(Deadline.after(LONG));

        assertThat(carol).hasBalance(sent);
        assertThat(bob).hasNoBalance(voucher.denom());
        assertThat(channel.counterparty().voucher(voucher)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"hub, zone", "zone, hub"})
    void whatAnotherChainRefusesComesBackAtOnce(String from, String to, Network network) {
        Chain here = network.chain(from);
        Account alice = here.fundedAccount("10000000" + here.denom());
        Channel channel = here.channelTo(network.chain(to));

        SentTransfer sent = alice.transfer("1000000" + here.denom())
                .over(channel)
                .to("cosmos1nobody")
                .send();
        PacketLife life = sent.awaitRefused(Deadline.after(LONG));

        assertThat(life.acknowledgement().flatMap(Acknowledgement::error))
                .hasValueSatisfying(error -> assertThat(error).startsWith("ABCI code"));
        assertThatThrownBy(sent::awaitAcknowledged)
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("refused: ABCI code")
                .hasMessageContaining("the sender has the coins again");
        Coin rest = Coin.parse("10000000" + here.denom()).minus(sent.tx().fee().getFirst());
        assertThat(alice).hasBalance(rest);
    }

    @Test
    void aWaitThatIsInVainTellsWhatWasSeen(Network network) {
        Chain hub = network.chain("hub");
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = network.chain("zone").newAccount();

        SentTransfer sent = alice.transfer("1uatom").to(bob).send();
        sent.awaitAcknowledged(Deadline.after(LONG));

        assertThatThrownBy(() -> sent.awaitTimedOut(Deadline.after(LONG)))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("received on zone-7");
    }

    @Test
    void manyAtOnceInBothDirectionsLoseAndDoubleNothing(Network network) {
        Chain hub = network.chain("hub");
        Chain zone = network.chain("zone");
        Channel channel = hub.channelTo(zone);
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = zone.fundedAccount("10000000uzone");
        Account hubs = hub.newAccount();
        Account zones = zone.newAccount();

        List<SentTransfer> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sent.add(alice.transfer("7uatom").over(channel).to(zones).send());
            sent.add(bob.transfer("11uzone")
                    .over(channel.counterparty())
                    .to(hubs)
                    .send());
        }
        Deadline deadline = Deadline.after(LONG);
        sent.forEach(transfer -> transfer.awaitAcknowledged(deadline));

        assertThat(zones).hasBalance(channel.voucher(Coin.parse("70uatom")));
        assertThat(hubs).hasBalance(channel.counterparty().voucher(Coin.parse("110uzone")));
    }

    @Test
    void aVoucherThatTheChainHasNotSeenHasNoTrace(Network network) {
        String unknown = Denom.parse("transfer/channel-77/ughost").onChain();

        for (Chain chain : network.chains()) {
            assertThatThrownBy(() -> chain.trace(unknown))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("not found");
        }
    }
}
