package dev.orrery.tests.client;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.proto.DescriptorCache;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is given nothing but addresses. */
@NetworkTest("one.yaml")
@ExtendWith(NoThreadLeft.class)
class PlainUrlsTest {
    /** A service of the SDK's own that is not on the router of {@code abci_query}. */
    private static final String ON_GRPC_ONLY = "cosmos.base.reflection.v2alpha1.ReflectionService/GetChainDescriptor";

    private static final int MORE_THAN_A_FEW = 12;

    private Chain hub;
    private String rpc;
    private String grpc;

    @BeforeEach
    void find(Chain chain) {
        hub = chain;
        rpc = chain.nodes().getFirst().endpoints().rpc();
        grpc = chain.nodes().getFirst().endpoints().grpc();
    }

    @Test
    void oneAddressIsEnough() {
        Account alice = hub.fundedAccount("1000000uatom");
        Account bob = hub.newAccount();

        try (ChainClient client = ChainClient.connect(rpc)) {
            ChainConnection found = client.connection();
            assertThat(found.chainId()).isEqualTo("hub-1");
            assertThat(found.prefix()).isEqualTo("cosmos");
            assertThat(found.coinType()).isEqualTo(118);
            assertThat(found.feeDenom()).isEqualTo("uatom");
            assertThat(found.gasPrice())
                    .isEqualByComparingTo(hub.description().gasPrice())
                    .isPositive();

            client.tx(alice.key(), new MsgSend(alice.address(), bob.address(), Coin.parse("5uatom")))
                    .send();
            assertThat(client.balance(bob.address(), "uatom")).isEqualTo(Coin.parse("5uatom"));
        }
    }

    @Test
    void whatIsGivenIsNotAskedFor() {
        ChainConnection given = ChainConnection.to(rpc)
                .prefix("hub")
                .coinType(60)
                .gasPrice(new BigDecimal("0.5"), "ufoo")
                .discover();

        assertThat(given.prefix()).isEqualTo("hub");
        assertThat(given.coinType()).isEqualTo(60);
        assertThat(given.feeDenom()).isEqualTo("ufoo");
    }

    @Test
    void aNodeOfAnotherChainIsRefused() {
        assertThatThrownBy(() -> ChainConnection.to(rpc).chainId("other-1").discover())
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("expected: the chain other-1")
                .hasMessageContaining("the chain hub-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:26657", "ftp://localhost:1", "http://", "http://bad host"})
    void whatIsNoAddressIsToldWithOneThatIs(String address) {
        assertThatThrownBy(() -> ChainClient.connect(address))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("http://127.0.0.1:26657");
    }

    @Test
    void aNodeThatIsDownIsToldAtOnce() {
        String nobody;
        try (NodeProxy proxy = NodeProxy.before(rpc)) {
            nobody = proxy.url();
        }
        assertThatThrownBy(() -> ChainClient.connect(nobody))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining(nobody)
                .hasMessageFindingMatch("(?i)connection re(fused|set)");
    }

    @Test
    void aNodeThatSaysNothingIsGivenUpInTime() {
        try (NodeProxy proxy = NodeProxy.before(rpc)) {
            proxy.fallSilent();

            assertThatThrownBy(() -> ChainConnection.to(proxy.url())
                            .timeout(Duration.ofMillis(500))
                            .discover())
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("within PT0.5S");
        }
    }

    @Test
    void rpcAndGrpcMayBeEncrypted(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.make(folder);
        try (NodeProxy rpcProxy = NodeProxy.withTls(rpc, certificate.sockets());
                NodeProxy grpcProxy = NodeProxy.withTls(grpc, certificate.sockets());
                ChainClient client = ChainClient.open(ChainConnection.to(rpcProxy.url())
                        .grpc(grpcProxy.url())
                        .trusting(certificate.file())
                        .discover())) {
            assertThat(client.query("cosmos.staking.v1beta1.Query/Params")
                            .at("/params/bond_denom")
                            .asString())
                    .isEqualTo("uatom");
            client.awaitBlocks(1, Deadline.after(Duration.ofSeconds(10)));
            client.query(ON_GRPC_ONLY);
            assertThat(grpcProxy.accepted()).isPositive();

            assertThatThrownBy(() -> ChainClient.connect(rpcProxy.url()))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("certificate");
        }
    }

    @Test
    void queriesPassThroughTheRpcWhereTheGrpcCannotBeReached() {
        try (NodeProxy proxy = NodeProxy.before(grpc);
                ChainClient client = ChainClient.open(
                        ChainConnection.to(rpc).grpc(proxy.url()).discover())) {
            askOften(client);
            client.awaitGrpc(Deadline.after(Duration.ofSeconds(10)));
            askOften(client);
            assertThat(proxy.accepted()).isEqualTo(1);
            proxy.goDown();
            askOften(client);
            proxy.comeBack();
            askOften(client);
        }
    }

    @Test
    void aGrpcThatOpensLateIsWaitedFor() throws Exception {
        try (NodeProxy proxy = NodeProxy.before(grpc);
                ChainClient client = ChainClient.open(
                        ChainConnection.to(rpc).grpc(proxy.url()).discover());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            proxy.goDown();
            assertThatThrownBy(() -> client.awaitGrpc(Deadline.after(Duration.ofMillis(600))))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("expected: a connection within PT0.6S")
                    .hasMessageContaining(proxy.url())
                    .hasMessageContaining("SDK 0.47");
            assertThatThrownBy(() -> client.query(ON_GRPC_ONLY))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("unknown query path")
                    .hasMessageContaining("cannot be reached over gRPC")
                    .hasMessageContaining("SDK 0.47");

            Future<?> waiting = threads.submit(() -> client.awaitGrpc(Deadline.after(Duration.ofSeconds(20))));
            client.awaitBlocks(1, Deadline.after(Duration.ofSeconds(10)));
            assertThat(waiting.isDone()).isFalse();
            proxy.comeBack();
            waiting.get();
            assertThat(client.query(ON_GRPC_ONLY).has("chain")).isTrue();
        }
    }

    @Test
    void aWaitForGrpcEndsWithItsClient() {
        ChainClient client = ChainClient.open(ChainConnection.to(rpc).grpc(grpc).discover());
        client.close();

        assertThatThrownBy(() -> client.awaitGrpc(Deadline.after(Duration.ofSeconds(20))))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("this client is closed");
    }

    @Test
    void theFirstFewQueriesNeedNoSecondConnection() {
        try (NodeProxy proxy = NodeProxy.before(grpc);
                ChainClient client = ChainClient.open(
                        ChainConnection.to(rpc).grpc(proxy.url()).discover())) {
            client.query("cosmos.staking.v1beta1.Query/Params");
            client.query("cosmos.bank.v1beta1.Query/Params");
            assertThat(proxy.accepted()).isZero();

            assertThat(client.query(ON_GRPC_ONLY).has("chain")).isTrue();
            assertThat(proxy.accepted()).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatOnlyGrpcHasIsToldWhereThereIsNone() {
        try (ChainClient client = ChainClient.connect(rpc)) {
            assertThatThrownBy(() -> client.query(ON_GRPC_ONLY))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("unknown query path");
        }
    }

    @Test
    void aRefusalReadsTheSameWhicheverWayItCame() {
        try (ChainClient client =
                ChainClient.open(ChainConnection.to(rpc).grpc(grpc).discover())) {
            Set<String> said = new HashSet<>();
            for (int i = 0; i < MORE_THAN_A_FEW; i++) {
                assertThatThrownBy(() -> client.query("cosmos.gov.v1.Query/Proposal", Map.of("proposal_id", 4711)))
                        .isInstanceOfSatisfying(
                                ChainException.class,
                                refused -> said.add(refused.failure().seen().orElseThrow()));
            }
            assertThat(said).containsExactly("proposal 4711 doesn't exist (NOT_FOUND)");
        }
    }

    private static void askOften(ChainClient client) {
        for (int i = 0; i < MORE_THAN_A_FEW; i++) {
            assertThat(client.query("cosmos.staking.v1beta1.Query/Params").isEmpty())
                    .isFalse();
        }
    }

    @Test
    void theSecondClientOfABinaryNeedNotAskForDescriptors(@TempDir Path folder) throws Exception {
        DescriptorCache cache = DescriptorCache.by(hub.description().binarySha256() + folder, folder);
        try (NodeProxy proxy = NodeProxy.before(rpc)) {
            ChainConnection connection =
                    ChainConnection.to(proxy.url()).descriptors(cache).discover();
            try (ChainClient first = ChainClient.open(connection)) {
                first.query("cosmos.bank.v1beta1.Query/Params");
            }
            try (Stream<Path> kept = Files.list(folder)) {
                assertThat(kept).hasSize(1);
            }
            proxy.goDown();
            try (ChainClient second = ChainClient.open(connection)) {
                assertThat(second.descriptors().message("cosmos.gov.v1.MsgVote"))
                        .isNotNull();
            }
        }
    }

    @Test
    void aNodeThatTellsNoVersionIsAskedEachTime(@TempDir Path folder) throws Exception {
        ChainConnection connection = ChainConnection.to(rpc)
                .descriptors(DescriptorCache.byVersion(folder))
                .discover();
        try (ChainClient client = ChainClient.open(connection)) {
            client.query("cosmos.bank.v1beta1.Query/Params");
        }
        try (Stream<Path> kept = Files.list(folder)) {
            assertThat(kept).as("simd is built without version and commit").isEmpty();
        }
    }

    @Test
    void anyHealthyNodeAnswersQueries() {
        Account alice = hub.fundedAccount("1000000uatom");
        try (NodeProxy first = NodeProxy.before(rpc);
                NodeProxy second = NodeProxy.before(rpc);
                ChainClient client = ChainClient.open(
                        ChainConnection.to(first.url()).node(second.url()).discover())) {
            String bank = "cosmos.bank.v1beta1.Query/Balance";
            Map<String, String> request = Map.of("address", alice.address(), "denom", "uatom");
            client.query(bank, request);
            assertThat(second.accepted()).isZero();

            first.goDown();
            assertThat(client.query(bank, request).at("/balance/amount").asString())
                    .isEqualTo("1000000");
            assertThat(second.accepted()).isEqualTo(1);

            second.goDown();
            assertThatThrownBy(() -> client.query(bank, request))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining(first.url())
                    .hasMessageContaining(second.url());

            first.comeBack();
            assertThat(client.query(bank, request).at("/balance/amount").asString())
                    .isEqualTo("1000000");
        }
    }

    @Test
    void aSilentNodeIsPassedOver() {
        try (NodeProxy first = NodeProxy.before(rpc);
                NodeProxy second = NodeProxy.before(rpc);
                ChainClient client = ChainClient.open(ChainConnection.to(first.url())
                        .node(second.url())
                        .timeout(Duration.ofSeconds(2))
                        .discover())) {
            long height = client.height();
            first.fallSilent();

            assertThat(client.query("cosmos.bank.v1beta1.Query/Params").isEmpty())
                    .isFalse();
            assertThat(client.awaitBlock(height + 3, Deadline.after(Duration.ofSeconds(20)))
                            .height())
                    .isGreaterThanOrEqualTo(height + 3);
        }
    }

    @Test
    void anAccountStaysWithItsNodeUntilThatIsLost() {
        Account alice = hub.fundedAccount("1000000uatom");
        Account bob = hub.newAccount();
        try (NodeProxy first = NodeProxy.before(rpc);
                NodeProxy second = NodeProxy.before(rpc);
                ChainClient client = ChainClient.open(
                        ChainConnection.to(first.url()).node(second.url()).discover())) {
            MsgSend send = new MsgSend(alice.address(), bob.address(), Coin.parse("1uatom"));
            client.tx(alice.key(), send).send();
            first.cut();
            client.awaitBlocks(1, Deadline.after(Duration.ofSeconds(10)));
            client.tx(alice.key(), send).send();
            assertThat(second.accepted()).isZero();

            first.goDown();
            client.awaitBlocks(1, Deadline.after(Duration.ofSeconds(10)));
            client.tx(alice.key(), send).send();
            assertThat(second.accepted()).isEqualTo(1);

            first.comeBack();
            int before = first.accepted();
            client.tx(alice.key(), send).send();
            assertThat(first.accepted()).as("it has moved").isEqualTo(before);
        }
        assertThat(bob).hasBalance("4uatom");
    }
}
