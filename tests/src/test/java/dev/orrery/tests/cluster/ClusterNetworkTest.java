package dev.orrery.tests.cluster;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.NetworkStateException;
import dev.orrery.client.Coin;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    void nodesThatDifferHaveAStatefulSetEach(@ChainName("isle") Chain isle, TestCluster cluster) {
        assertThat(isle.nodes())
                .extracting(node -> node.rpc().status().moniker())
                .containsExactly("isle-val1", "isle-val2", "isle-val3", "isle-full1");
        assertThat(cluster.run("kubectl", "-n", namespace(cluster), "get", "statefulsets", "-o", "name")
                        .lines()
                        .map(name -> name.replaceFirst(".*/", "")))
                .containsExactly("hub", "isle-full1", "isle-val1", "isle-val2", "isle-val3", "zone");
    }

    @Test
    void companionsRunInThePodsOfTheirNodes(Network network, @ChainName("isle") Chain isle, TestCluster cluster)
            throws Exception {
        FoundNetwork here = Orrery.find(Path.of(network.description().folder()), "kubernetes")
                .orElseThrow();
        CompanionId feeder = new CompanionId(new NodeId("isle", "val1"), "feeder");
        String address = isle.account("feeder").address();

        List<String> lines = lines(here, feeder, "home: ");

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("keeps 24 words in /orrery/companions/feeder");
        assertThat(lines.get(1)).isEqualTo("quote: 9.81 from val1 for " + address);
        assertThat(lines.get(2)).contains("\"result\":{\"height\":\"");
        assertThat(here.companions()).contains(feeder).hasSize(5);
        // What it asks for is seen by the one that it asks, beside it alone.
        try (FoundNetwork elsewhere = Orrery.findElsewhere("kubernetes", namespace(cluster))) {
            assertThat(elsewhere.companions()).isEqualTo(here.companions());
            CompanionId prices = new CompanionId(feeder.node(), "prices");
            assertThat(lines(elsewhere, prices, "response:200")).isNotEmpty();
            // The node that a companion waited for is a container of another kind, and is reached in the same way.
            assertThat(elsewhere.exec(
                            feeder.node(),
                            List.of("version"),
                            Optional.empty(),
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream()))
                    .isZero();
            assertThatThrownBy(() -> elsewhere.readLog(new CompanionId(feeder.node(), "none"), false, line -> {}))
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining("no companion isle/val1/none");
        }
        String secret = isle.description().accounts().stream()
                .filter(account -> account.name().equals("feeder"))
                .findFirst()
                .orElseThrow()
                .mnemonic();
        assertThat(cluster.run("kubectl", "-n", namespace(cluster), "get", "statefulsets,pods", "-o", "yaml"))
                .contains("/quotes/atom.txt")
                .doesNotContain(secret);
    }

    private static String namespace(TestCluster cluster) {
        return cluster.run("kubectl", "get", "namespaces", "-l", "app.kubernetes.io/part-of=cluster", "-o", "name")
                .strip()
                .replaceFirst(".*/", "");
    }

    /** What a companion has printed, up to the first line that begins so. */
    private static List<String> lines(FoundNetwork network, CompanionId companion, String last) throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = Thread.startVirtualThread(() -> {
            try {
                network.readLog(companion, true, lines::add);
            } catch (CancelledException enough) {
                // What was wanted has been read.
            }
        });
        try {
            List<String> read = new ArrayList<>();
            do {
                read.add(Objects.requireNonNull(lines.poll(LONG.toSeconds(), TimeUnit.SECONDS), read::toString));
            } while (!read.getLast().contains(last));
            return read;
        } finally {
            reader.interrupt();
            reader.join();
        }
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
