package dev.orrery.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.client.Coin;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a handle knows without asking a chain, and what it says when there is none to ask. */
class NetworkTest {
    private final Network network = Network.attach(Descriptions.network());
    private final Chain hub = network.chain("hub");
    private final Chain zone = network.chain("zone");

    @Test
    void findsChainsNodesAndAccountsByName() {
        assertThat(network.chains()).extracting(Chain::name).containsExactly("hub", "zone", "island");
        assertThat(hub.node("val2").toString()).isEqualTo("hub/val2");
        assertThat(hub.account("alice").address()).isEqualTo("cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4");
        assertThat(hub.account("alice")).isSameAs(hub.account("alice"));
        assertThat(hub.faucet().name()).isEqualTo("faucet");
    }

    @Test
    void anUnknownNameIsAnErrorThatTellsTheLikelyOne() {
        assertThatThrownBy(() -> network.chain("hubb"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("one of [hub, zone, island]")
                .hasMessageContaining("did you mean \"hub\"?");
        assertThatThrownBy(() -> hub.node("val9")).hasMessageContaining("[val1, val2]");
        assertThatThrownBy(() -> hub.account("alise")).hasMessageContaining("did you mean \"alice\"?");
    }

    @Test
    void aPathIsFoundFromBothSides() {
        assertThat(network.path("hub", "zone")).isSameAs(network.path("zone", "hub"));
        assertThatThrownBy(() -> network.path("hub", "island"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("one of [hub-zone]")
                .hasMessageContaining("- between: [hub, island]");
    }

    @Test
    void aChannelIsSeenFromItsOwnSide() {
        Channel channel = hub.channelTo(zone);

        assertThat(channel.toString()).isEqualTo("hub transfer/channel-141 <-> zone transfer/channel-0");
        assertThat(channel.counterparty().toString())
                .isEqualTo("zone transfer/channel-0 <-> hub transfer/channel-141")
                .isEqualTo(zone.channelTo(hub).toString());
        assertThat(channel.clientId()).isEqualTo("07-tendermint-3");
        assertThat(channel.counterparty().connectionId()).isEqualTo("connection-0");
    }

    /** ATOM on Osmosis, whose end of the Hub's channel-141 is channel-0. */
    @Test
    void aVoucherIsNamedAfterTheReceivingEnd() {
        assertThat(hub.channelTo(zone).voucher(Coin.parse("7uatom")))
                .isEqualTo(Coin.parse("7ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2"));
    }

    @Test
    void whereAVoucherComesFromOnlyItsChainCanTell() {
        Coin voucher = hub.channelTo(zone).voucher(Coin.parse("7uatom"));

        assertThatThrownBy(() -> zone.channelTo(hub).voucher(voucher))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("connection refused");
    }

    /** Where the Cosmos Hub keeps what is on Osmosis. */
    @Test
    void whatIsSentAwayIsHeldAtTheAddressOfItsChannel() {
        assertThat(hub.channelTo(zone).escrowAddress()).isEqualTo("cosmos1x54ltnyg88k0ejmk8ytwrhd3ltm84xehrnlslf");
    }

    @Test
    void aTransferLeavesFromItsOwnChainAndArrivesWhereTheChannelLeads() {
        Transfer transfer = hub.account("alice").transfer("5uatom");

        assertThatThrownBy(() -> transfer.over(zone.channelTo(hub)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a channel of hub")
                .hasMessageContaining("counterparty()");
        assertThatThrownBy(() -> transfer.over(hub.channelTo(zone)).to(hub.newAccount()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("an account of zone")
                .hasMessageContaining("an account of hub");
        assertThatThrownBy(() -> transfer.to(network.chain("island").newAccount()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("- between: [hub, island]");
    }

    @Test
    void aTimeOutThatCannotBeIsRefusedBeforeAnythingIsSent() {
        TransferRequest request = hub.account("alice").transfer("5uatom").to(zone.newAccount());

        assertThatThrownBy(() -> request.timeoutAfter(Duration.ZERO)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> request.timeoutAfterBlocks(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> request.timeoutAtHeight(0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whoIsOnlyAttachedIsToldWhoRunsTheNetwork() {
        RelayPath path = network.path("hub-zone");

        assertThatThrownBy(path::hold)
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("holding the path hub-zone")
                .hasMessageContaining("the process that runs the network: 1, since 1970");
        assertThatThrownBy(() -> network.connect(hub, zone))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("connecting hub and zone");
    }

    @Test
    void pathsAndChannelsAreFoundByTheirNames() {
        RelayPath path = network.path("hub-zone");

        assertThat(path.channel(zone, "transfer").id()).isEqualTo("channel-0");
        assertThatThrownBy(() -> network.path("hub-zoen")).hasMessageContaining("did you mean \"hub-zone\"?");
        assertThatThrownBy(() -> path.channel(hub, "trnsfer")).hasMessageContaining("did you mean \"transfer\"?");
        assertThatThrownBy(() -> path.channel(network.chain("island"), "transfer"))
                .hasMessageContaining("hub or zone");
    }

    @Test
    void newAccountsAreDistinctAndShowNoSecret() {
        Account one = hub.newAccount();

        assertThat(one.address())
                .startsWith("cosmos1")
                .isNotEqualTo(hub.newAccount().address());
        assertThat(one.toString()).isEqualTo(one.name() + " of hub (" + one.address() + ")");
        assertThat(hub.account("alice").toString()).doesNotContain("abandon");
        assertThat(network.description().toString()).doesNotContain("abandon");
    }

    @Test
    void coinsAreNotSentToAnotherChain() {
        Sending sending = hub.account("alice").sendCoins("5uatom");

        assertThatThrownBy(() -> sending.to(zone.newAccount()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("an account of hub")
                .hasMessageContaining("an account of zone");
    }

    @Test
    void malformedCoinsAreRefusedAtOnce() {
        Account alice = hub.account("alice");

        assertThatThrownBy(() -> alice.sendCoins("five uatom")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void theStatusOfANetworkThatIsGoneIsAllDown() {
        NetworkStatus status = network.status(Deadline.after(Duration.ofSeconds(5)));

        assertThat(status.chains()).hasSize(3).allSatisfy(chain -> {
            assertThat(chain.height()).isZero();
            assertThat(chain.validators()).isEmpty();
            assertThat(chain.nodes())
                    .hasSize(2)
                    .allMatch(
                            node -> node.state().equals("down") && node.height().isEmpty());
        });
        assertThat(status.paths()).singleElement().satisfies(path -> {
            assertThat(path.a().clientStatus()).isEqualTo("unreachable");
            assertThat(path.b().channels()).allMatch(channel -> channel.state().equals("unreachable"));
        });
    }

    @Test
    void aChainThatIsGoneCannotBeAsked() {
        assertThatThrownBy(hub::height).isInstanceOf(ChainException.class).hasMessageContaining("connection refused");
    }

    @Test
    void aClosedHandleOpensNothing() {
        network.close();

        assertThatThrownBy(hub::client)
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("the network handle is closed");
    }
}
