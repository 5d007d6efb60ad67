package dev.orrery.tests.relay;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;
import static dev.orrery.tests.relay.RelayedPath.relayedBy;
import static dev.orrery.tests.relay.RelayedPath.soon;

import dev.orrery.base.ChainException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.tx.Msg;
import dev.orrery.ibc.ChannelEnd;
import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.ClientOptions;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.Handshake;
import dev.orrery.ibc.HandshakeSteps;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.OpenChannel;
import dev.orrery.ibc.OpenPath;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PathEnd;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.RelayerOptions;
import dev.orrery.ibc.ResumedHandshake;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Handshakes on running chains. */
@NetworkTest("relay.yaml")
class HandshakeTest {
    @Test
    void clientsConnectionAndTwoChannelsTakeFourTransactionsOnEachChain(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        IbcChain a = relayedBy(hub);
        IbcChain b = relayedBy(zone);

        OpenPath open = Handshake.within(soon()).open(a, b, ChannelRequest.transfer(), ChannelRequest.transfer());

        assertThat(open.channels())
                .hasSize(2)
                .allMatch(it -> it.a().isOpen() && it.b().isOpen());
        assertThat(open.channels().get(0).a().id())
                .isNotEqualTo(open.channels().get(1).a().id());
        for (IbcChain chain : List.of(a, b)) {
            assertThat(chain.client().account(chain.address()).sequence()).isEqualTo(4);
            PathEnd end = open.path().on(chain);
            assertThat(chain.queries().connection(end.connectionId()).isOpen()).isTrue();
            assertThat(chain.queries().clientStatus(end.clientId())).isEqualTo("Active");
        }
    }

    @Test
    void packetsGoOverANewChannelOfAnOldConnection(@ChainName("zone") Chain zone, @ChainName("port") Chain port) {
        PathEnds path = RelayedPath.between(zone, port);
        OpenChannel channel = Handshake.within(soon())
                .openChannels(path, List.of(ChannelRequest.transfer()))
                .getFirst();
        Account alice = zone.fundedAccount("10000000uzone");
        Account bob = port.newAccount();

        try (EmbeddedRelayer relayer = EmbeddedRelayer.start(path, RelayerOptions.standard())) {
            Packet packet = RelayedPath.transfer(alice, "9uzone", channel.a().id(), bob.address());
            relayer.watch().awaitAcknowledged(packet, soon());
        }
        assertThat(bob.balances())
                .singleElement()
                .satisfies(coin -> assertThat(coin.amount()).isEqualTo(9));
    }

    @Test
    void everyStepCanBeDoneAlone(@ChainName("port") Chain port, @ChainName("host") Chain host) {
        IbcChain a = relayedBy(port);
        IbcChain b = relayedBy(host);
        HandshakeSteps steps = new HandshakeSteps(soon());

        PathEnd onA = new PathEnd(a, steps.createClient(a, b, ClientOptions.standard()), "");
        PathEnd onB = new PathEnd(b, steps.createClient(b, a, ClientOptions.standard()), "");
        onA = new PathEnd(a, onA.clientId(), steps.connOpenInit(onA, onB));
        assertThat(a.queries().connection(onA.connectionId()).state()).isEqualTo("INIT");
        onB = new PathEnd(b, onB.clientId(), steps.connOpenTry(onB, onA));
        assertThat(b.queries().connection(onB.connectionId()).state()).isEqualTo("TRYOPEN");
        steps.connOpenAck(onA, onB);
        assertThat(a.queries().connection(onA.connectionId()).isOpen()).isTrue();
        steps.connOpenConfirm(onB, onA);
        assertThat(b.queries().connection(onB.connectionId()).isOpen()).isTrue();

        String channelA = steps.chanOpenInit(onA, onB, "transfer", "transfer", "unordered", "ics20-1");
        ChannelEnd init = a.queries().channel("transfer", channelA);
        assertThat(init.state()).isEqualTo("INIT");
        String channelB = steps.chanOpenTry(onB, onA, init);
        steps.chanOpenAck(onA, onB, b.queries().channel("transfer", channelB));
        steps.chanOpenConfirm(onB, onA, a.queries().channel("transfer", channelA));
        assertThat(b.queries().channel("transfer", channelB).isOpen()).isTrue();
        assertThat(b.queries().channel("transfer", channelB).counterpartyId()).isEqualTo(channelA);
    }

    @Test
    void whatAnEarlierAttemptHasBegunIsFinishedAndNotMadeAgain(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        IbcChain a = relayedBy(hub);
        IbcChain b = relayedBy(zone);
        HandshakeSteps steps = new HandshakeSteps(soon());

        PathEnd onA = new PathEnd(a, steps.createClient(a, b, ClientOptions.standard()), "");
        OpenPath clients = resumed(a, b);
        assertThat(clients.path().a().clientId()).isEqualTo(onA.clientId());

        PathEnds path = clients.path();
        String begun = steps.chanOpenInit(path.a(), path.b(), "transfer", "transfer", "unordered", "ics20-1");
        String answer = steps.chanOpenTry(path.b(), path.a(), a.queries().channel("transfer", begun));
        OpenPath open = resumed(a, b, ChannelRequest.transfer(), ChannelRequest.transfer());
        assertThat(open.path()).isEqualTo(path);
        assertThat(open.channels())
                .hasSize(2)
                .allMatch(it -> it.a().isOpen() && it.b().isOpen());
        assertThat(open.channels().getFirst().a().id()).isEqualTo(begun);
        assertThat(open.channels().getFirst().b().id()).isEqualTo(answer);

        long sent = a.client().account(a.address()).sequence();
        assertThat(resumed(a, b, ChannelRequest.transfer(), ChannelRequest.transfer()))
                .isEqualTo(open);
        assertThat(a.client().account(a.address()).sequence()).isEqualTo(sent);
    }

    @Test
    void aConnectionThatIsHalfOpenIsOpened(@ChainName("port") Chain port, @ChainName("host") Chain host) {
        IbcChain a = relayedBy(port);
        IbcChain b = relayedBy(host);
        HandshakeSteps steps = new HandshakeSteps(soon());
        PathEnds clients = PathEnds.ofClients(
                a,
                steps.createClient(a, b, ClientOptions.standard()),
                b,
                steps.createClient(b, a, ClientOptions.standard()));
        PathEnd onA = new PathEnd(a, clients.a().clientId(), steps.connOpenInit(clients.a(), clients.b()));
        String answer = steps.connOpenTry(clients.b(), onA);

        OpenPath open = resumed(a, b, ChannelRequest.transfer());

        assertThat(open.path().a()).isEqualTo(onA);
        assertThat(open.path().b().connectionId()).isEqualTo(answer);
        assertThat(open.channels())
                .singleElement()
                .matches(it -> it.a().isOpen() && it.b().isOpen());
    }

    /** As a process does that comes to it later: the nodes' index has all by then. */
    private static OpenPath resumed(IbcChain a, IbcChain b, ChannelRequest... channels) {
        List.of(a, b).forEach(chain -> chain.client().awaitBlocks(2, soon()));
        return ResumedHandshake.within(soon())
                .open(a, b, ClientOptions.standard(), ClientOptions.standard(), List.of(channels));
    }

    @Test
    void aStepTooEarlyIsRefusedInTheChainsOwnWords(@ChainName("hub") Chain hub, @ChainName("host") Chain host) {
        PathEnds path = RelayedPath.between(hub, host);
        HandshakeSteps steps = new HandshakeSteps(soon());
        String channel = steps.chanOpenInit(path.a(), path.b(), "transfer", "transfer", "unordered", "ics20-1");
        ChannelEnd init = path.a().chain().queries().channel("transfer", channel);

        // OpenConfirm before OpenTry: that chain has no such channel yet.
        assertThatThrownBy(() -> steps.chanOpenConfirm(path.b(), path.a(), init))
                .isInstanceOf(ChainException.class);
        assertThatThrownBy(() -> steps.chanOpenInit(path.a(), path.b(), "nosuchport", "transfer", "unordered", ""))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("nosuchport");
    }

    @Test
    void aTrustingPeriodNotBelowTheUnbondingTimeIsRefused(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        ClientOptions tooLong = ClientOptions.standard().withTrustingPeriod(Duration.ofDays(21));

        assertThatThrownBy(() -> new HandshakeSteps(soon()).createClient(relayedBy(hub), relayedBy(zone), tooLong))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("unbonding time");
    }

    @Test
    void aChannelThatAChainOpensByItselfGetsItsOtherEnd(@ChainName("hub") Chain hub, @ChainName("host") Chain host) {
        PathEnds path = RelayedPath.between(hub, host);
        Account owner = hub.fundedAccount("10000000uatom");

        try (EmbeddedRelayer relayer = EmbeddedRelayer.start(path, RelayerOptions.standard())) {
            hub.client()
                    .tx(
                            owner.key(),
                            Msg.of(
                                    "/ibc.applications.interchain_accounts.controller.v1.MsgRegisterInterchainAccount",
                                    Map.of(
                                            "owner",
                                            owner.address(),
                                            "connection_id",
                                            relayer.path().a().connectionId(),
                                            "ordering",
                                            "ORDER_ORDERED")))
                    .send();
            String port = "icacontroller-" + owner.address();
            ChannelEnd end = RelayedPath.awaitChannel(path.a(), port, "OPEN");

            assertThat(end.ordering()).isEqualTo("ordered");
            assertThat(RelayedPath.awaitChannel(path.b(), "icahost", "OPEN").id())
                    .isEqualTo(end.counterpartyId());
        }
    }
}
