package dev.orrery.tests.cluster;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.engine.Stage;
import dev.orrery.junit.Backend;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.NodeStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import dev.orrery.network.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All kinds of nodes and relayers that a network can have, in the pods of a cluster. */
@OnTestCluster(images = "cluster.yaml")
@NetworkTest(value = "cluster.yaml", on = Backend.KUBERNETES, sharing = Sharing.CLASS, timeoutSeconds = 180)
class ClusterNetworkTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void whoJoinedByATransactionSigns(Network network, @ChainName("isle") Chain isle) throws IOException {
        ChainStatus status = network.status(Deadline.after(LONG)).chains().stream()
                .filter(chain -> chain.name().equals("isle"))
                .findFirst()
                .orElseThrow();

        assertThat(status.validators())
                .extracting(ValidatorStatus::node, ValidatorStatus::votingPower)
                .containsExactlyInAnyOrder(tuple("val1", 3L), tuple("val2", 2L), tuple("val3", 1L));
        assertThat(status.nodes())
                .extracting(NodeStatus::name, NodeStatus::state)
                .containsExactly(
                        tuple("val1", "running"),
                        tuple("val2", "running"),
                        tuple("val3", "running"),
                        tuple("full1", "running"));
        assertThat(log(isle.node("val3"), Stage.CREATE_VALIDATOR)).contains("signed block ");
        assertThat(log(isle.node("val1"), Stage.CREATE_VALIDATOR)).contains("validator at genesis");
    }

    @Test
    void nodesAreStartedWithTheArgumentsAndTheEnvironmentOfTheirChain(@ChainName("isle") Chain isle)
            throws IOException {
        assertThat(log(isle.node("val1"), Stage.START)).contains("{\"level\":\"debug\"");
    }

    @Test
    void theConsumerHasTheValidatorsOfItsProvider(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        assertThat(powers(zone)).isEqualTo(powers(hub)).hasSize(3);
    }

    @Test
    void theEmbeddedRelayerRelaysToTheConsumer(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        assertTransfers(hub, zone);
    }

    @Test
    void hermesRelaysFromAPodOfItsOwn(@ChainName("hub") Chain hub, @ChainName("isle") Chain isle, TestCluster cluster) {
        assertTransfers(hub, isle);
        assertTransfers(isle, hub);

        assertThat(cluster.run("kubectl", "get", "pods", "--all-namespaces"))
                .containsPattern("orrery-cluster-\\S+ +relayer-hub-isle-hermes +1/1 +Running");
    }

    private static void assertTransfers(Chain from, Chain to) {
        Channel channel = from.channelTo(to);
        Coin sent = Coin.parse("7" + from.denom());
        Account alice = from.fundedAccount("10000000" + from.denom());
        Account bob = to.newAccount();

        alice.transfer(sent).over(channel).to(bob).send().awaitAcknowledged(Deadline.after(LONG));

        assertThat(bob).hasBalance(channel.voucher(sent));
    }

    private static List<Long> powers(Chain chain) {
        return chain.client().rpc().validators(chain.height()).stream()
                .map(validator -> validator.votingPower())
                .sorted()
                .toList();
    }

    private static String log(Node node, Stage stage) throws IOException {
        return Files.readString(Path.of(node.description().folder(), "logs").resolve(stage.label() + ".log"));
    }
}
