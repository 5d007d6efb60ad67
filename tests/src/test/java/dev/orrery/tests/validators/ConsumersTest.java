package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.orrery.base.Deadline;
import dev.orrery.client.Bech32;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.ConsumerChain;
import dev.orrery.client.modules.ConsumerPhase;
import dev.orrery.client.modules.Provider;
import dev.orrery.client.modules.Staking;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkStatus.PathStatus;
import dev.orrery.network.Node;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Interchain Security from block 1: a provider and two consumer chains that its validators run. */
@NetworkTest("consumers.yaml")
class ConsumersTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void theProvidersValidatorsSignTheFirstBlockWithTheSameKeys(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        assertThat(zone.nodes())
                .extracting(Node::consensusAddress)
                .containsExactlyElementsOf(
                        hub.nodes().stream().map(Node::consensusAddress).toList());
        assertThat(hub.nodes()).extracting(Node::consensusAddress).containsAll(Powers.signers(zone, 1));
        assertThat(zone.client().rpc().validators(1))
                .extracting(it -> it.address(), it -> it.votingPower())
                .containsExactly(
                        tuple(hub.node("val1").consensusAddress(), 3L),
                        tuple(hub.node("val2").consensusAddress(), 2L),
                        tuple(hub.node("val3").consensusAddress(), 1L));
    }

    @Test
    void orWithKeysThatTheyAssigned(@ChainName("hub") Chain hub, @ChainName("demo") Chain demo) {
        Provider provider = hub.client().provider();

        for (Node node : hub.nodes()) {
            Node onDemo = demo.node(node.name());
            assertThat(onDemo.consensusAddress()).isNotEqualTo(node.consensusAddress());
            assertThat(provider.assignedAddress(consensus(hub, node), consumerId(hub, demo)))
                    .contains(consensus(hub, onDemo));
        }
        assertThat(demo.nodes()).extracting(Node::consensusAddress).containsAll(Powers.signers(demo, 1));
    }

    @Test
    void theProviderKnowsItsConsumersAsLaunchedAndWhoRunsThem(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone, @ChainName("demo") Chain demo) {
        Provider provider = hub.client().provider();

        assertThat(provider.consumerChains())
                .extracting(ConsumerChain::chainId, ConsumerChain::phase, ConsumerChain::clientId)
                .containsExactlyInAnyOrder(
                        tuple(
                                "zone-1",
                                ConsumerPhase.LAUNCHED,
                                hub.channelTo(zone).clientId()),
                        tuple(
                                "demo-1",
                                ConsumerPhase.LAUNCHED,
                                hub.channelTo(demo).clientId()));
        for (Chain consumer : List.of(zone, demo)) {
            String id = consumerId(hub, consumer);
            assertThat(provider.consumerChain(id).ownerAddress())
                    .isEqualTo(hub.node("val1").operator().address());
            assertThat(provider.optedIn(id))
                    .containsExactlyInAnyOrderElementsOf(hub.nodes().stream()
                            .map(node -> consensus(hub, node))
                            .toList());
        }
    }

    @Test
    void theirChannelIsOpenFromTheFirstBlockAndShown(Network network) {
        for (String name : List.of("hub-zone", "hub-demo")) {
            PathStatus path = network.status(Deadline.after(LONG)).paths().stream()
                    .filter(it -> it.name().equals(name))
                    .findFirst()
                    .orElseThrow();

            assertThat(Stream.of(path.a(), path.b()).flatMap(end -> end.channels().stream()))
                    .extracting(channel -> channel.port(), channel -> channel.state())
                    .contains(tuple("provider", "OPEN"), tuple("consumer", "OPEN"), tuple("transfer", "OPEN"));
        }
    }

    /** A consumer that was launched the usual way refuses it until it has heard from its provider. */
    @Test
    void aConsumerTakesAnyTransactionAtOnce(@ChainName("zone") Chain zone, @ChainName("demo") Chain demo) {
        assertThat(zone.fundedAccount("5uzone")).hasBalance("5uzone");
        assertThat(demo.fundedAccount("5udemo")).hasBalance("5udemo");
    }

    @Test
    void aChangeOfStakeOnTheProviderArrivesAsVotingPowerOnTheConsumers(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone, @ChainName("demo") Chain demo) {
        Account alice = hub.fundedAccount("20000000uatom");
        long before = Powers.of(zone).getOrDefault("val2", 0L);

        hub.client()
                .tx(
                        alice.key(),
                        Staking.delegate(
                                alice.address(),
                                Staking.operatorAddress(
                                        hub.node("val2").operator().address()),
                                Coin.parse("5000000uatom")))
                .send();

        Deadline deadline = Deadline.after(LONG);
        for (Chain chain : List.of(hub, zone, demo)) {
            assertThat(Powers.await(chain, powers -> powers.getOrDefault("val2", 0L) == before + 5, deadline))
                    .as(chain.name())
                    .containsEntry("val2", before + 5)
                    .containsEntry("val1", 3L);
        }
    }

    @Test
    void aShareOfTheConsumersFeesReachesTheProvidersValidators(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Rewards.payFee(zone, "20000000uzone");

        assertThat(Rewards.await(hub, zone, "val1", Deadline.after(LONG))).isTrue();
    }

    private static String consumerId(Chain hub, Chain consumer) {
        return hub.client().provider().consumerChains().stream()
                .filter(it -> it.chainId().equals(consumer.chainId()))
                .map(ConsumerChain::consumerId)
                .findFirst()
                .orElseThrow();
    }

    private static String consensus(Chain chain, Node node) {
        return Bech32.encode(chain.prefix() + "valcons", HexFormat.of().parseHex(node.consensusAddress()));
    }
}
