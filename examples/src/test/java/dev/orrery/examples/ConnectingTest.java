package dev.orrery.examples;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.EventStream;
import dev.orrery.client.rpc.NodeEvent;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@NetworkTest("network.yaml")
class ConnectingTest {
    private final Deadline soon = Deadline.after(Duration.ofMinutes(1));

    @Test
    void anAddressIsEnough(@ChainName("hub") Chain hub) {
        try (ChainClient client =
                ChainClient.connect(hub.node("val1").endpoints().rpc())) {
            assertThat(client.connection().chainId()).isEqualTo("hub-1");
            assertThat(client.connection().prefix()).isEqualTo("cosmos");
            assertThat(client.connection().feeDenom()).isEqualTo("uatom");
        }
    }

    @Test
    void severalNodesStandInForEachOther(@ChainName("hub") Chain hub) {
        ChainConnection connection = ChainConnection.to(
                        hub.node("val1").endpoints().rpc())
                .grpc(hub.node("val1").endpoints().grpc())
                .node(hub.node("val2").endpoints().rpc())
                .grpc(hub.node("val2").endpoints().grpc())
                .discover();

        try (ChainClient client = ChainClient.open(connection)) {
            assertThat(client.query("cosmos.staking.v1beta1.Query/Params", Map.of())
                            .at("/params/bond_denom")
                            .asString())
                    .isEqualTo("uatom");
        }
    }

    @Test
    void whatHappensIsFollowed(@ChainName("hub") Chain hub) {
        ChainClient client = hub.client();
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = hub.newAccount();
        String payments = "tm.event='Tx' AND transfer.recipient='" + bob.address() + "'";

        try (EventStream events = client.events(payments, soon)) {
            TxResult sent = alice.sendCoins("5uatom").to(bob).send();

            NodeEvent payment = events.next(soon);
            assertThat(payment.attributes()).containsEntry("tx.hash", List.of(sent.hash()));
            assertThat(client.awaitTx(sent.hash(), soon).height()).isEqualTo(sent.height());
        }
        client.awaitThat(
                "cosmos.bank.v1beta1.Query/Balance",
                Map.of("address", bob.address(), "denom", "uatom"),
                answer -> answer.at("/balance/amount").asString().equals("5"),
                soon);
        client.awaitBlocks(2, soon);
    }
}
