package dev.orrery.tests.client;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import dev.orrery.base.Deadline;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.internal.GrpcReflection;
import dev.orrery.client.internal.GrpcTransport;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.rpc.EventQuery;
import dev.orrery.client.rpc.EventStream;
import dev.orrery.client.rpc.NodeEvent;
import dev.orrery.client.tx.Msg;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.Node;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client needs of a chain is the same in SDK 0.47 with CometBFT 0.37, in SDK 0.50, and with and without ibc-go v10. */
@NetworkTest("generations.yaml")
class ClientGenerationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"hub", "zone", "old"})
    void oneAddressIsEnough(String name, Network network) {
        Chain chain = network.chain(name);

        ChainConnection found =
                ChainConnection.to(chain.nodes().getFirst().endpoints().rpc()).discover();

        assertThat(found.chainId()).isEqualTo(chain.chainId());
        assertThat(found.prefix()).isEqualTo(chain.prefix());
        assertThat(found.feeDenom()).isEqualTo(chain.denom());
        assertThat(found.gasPrice()).isEqualByComparingTo(chain.description().gasPrice());
    }

    /** The node's own subscription is the witness. */
    @ParameterizedTest
    @ValueSource(strings = {"hub", "zone", "old"})
    void eventsAreThoseThatTheNodePublishes(String name, Network network) {
        Chain chain = network.chain(name);
        ChainClient client = chain.client();
        Account alice = chain.fundedAccount("1000000" + chain.denom());
        Account bob = chain.newAccount();
        String query = EventQuery.transactions()
                .with("transfer.recipient", bob.address())
                .toString();
        try (EventStream own = client.rpc().subscribe(query);
                EventStream followed = client.events(query, soon())) {
            TxResult sent = alice.sendCoins("1" + chain.denom()).to(bob).send();

            NodeEvent published = own.next(soon());
            NodeEvent derived = followed.next(soon());
            assertThat(derived.attributes())
                    .isEqualTo(published.attributes())
                    .containsEntry("tx.hash", List.of(sent.hash()));
            assertThat(derived.data().at("/TxResult/result/events"))
                    .isEqualTo(published.data().at("/TxResult/result/events"));
            assertThat(client.awaitTx(sent.hash(), soon()).events()).isEqualTo(sent.events());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "zone", "old"})
    void blocksTellOfThemselvesInOneForm(String name, Network network) {
        ChainClient client = network.chain(name).client();

        NodeEvent block = client.await("tm.event='NewBlock'", soon());

        assertThat(block.data().at("/block/header/chain_id").asString())
                .isEqualTo(network.chain(name).chainId());
        assertThat(block.data().at("/result_finalize_block/events").size()).isPositive();
        assertThat(block.attributes()).containsKey("mint.inflation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "zone", "old"})
    void aNodeIsAwaitedUntilItsGrpcCanBeCalled(String name, Network network) {
        Node node = network.chain(name).node("val1");
        URI address = URI.create(node.endpoints().grpc());

        node.awaitGrpc(soon());

        try (GrpcTransport own = new GrpcTransport(address, Optional.empty())) {
            // This is tried once: what is refused fails.
            assertThat(own.call("cosmos.bank.v1beta1.Query/Params", new byte[0], soon()))
                    .isNotEmpty();
        }
    }

    /** All of these serve {@code cosmos.reflection.v1}; a chain that does not is asked like this. */
    @ParameterizedTest
    @ValueSource(strings = {"hub", "zone", "old"})
    void aChainIsUnderstoodByGrpcReflectionAlone(String name, Network network) {
        Chain chain = network.chain(name);
        String grpc = chain.nodes().getFirst().endpoints().grpc();
        Account alice = chain.fundedAccount("1000000" + chain.denom());
        Account bob = chain.newAccount();
        try (GrpcTransport transport = new GrpcTransport(URI.create(grpc), Optional.empty())) {
            Descriptors served =
                    Descriptors.servedBy(new GrpcReflection(() -> Optional.of(transport), Duration.ofSeconds(10)));
            for (String message : List.of("cosmos.bank.v1beta1.MsgSend", "ibc.core.client.v1.MsgUpdateClient")) {
                Descriptor one = served.message(message);
                assertThat(one.toProto())
                        .isEqualTo(chain.client().descriptors().message(message).toProto());
            }
            assertThat(served.serviceNames()).contains("cosmos.bank.v1beta1.Query", "cosmos.tx.v1beta1.Service");

            try (ChainClient client = ChainClient.open(chain.client().connection(), served)) {
                client.tx(
                                alice.key(),
                                Msg.of(
                                        "/cosmos.bank.v1beta1.MsgSend",
                                        Map.of(
                                                "from_address", alice.address(),
                                                "to_address", bob.address(),
                                                "amount", List.of(Map.of("denom", chain.denom(), "amount", "7")))))
                        .send();
                assertThat(client.query(
                                        "cosmos.bank.v1beta1.Query/Balance",
                                        Map.of("address", bob.address(), "denom", chain.denom()))
                                .at("/balance/amount")
                                .asString())
                        .isEqualTo("7");
                assertThatThrownBy(() -> client.query("cosmos.bank.v1beta1.Qery/Balance", Map.of()))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("did you mean \"cosmos.bank.v1beta1.Query\"?");
            }
        }
        assertThat(bob.balances()).containsExactly(Coin.parse("7" + chain.denom()));
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
