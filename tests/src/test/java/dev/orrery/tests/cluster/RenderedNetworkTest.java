package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.orrery.base.Deadline;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.base.OrreryException;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.cli.Main;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import dev.orrery.network.SentTransfer;
import dev.orrery.spec.NetworkSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The manifests of a network, and what an account with the rendered rights can do with what came of them. */
@OnTestCluster
class RenderedNetworkTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /** {@code BlockIDFlagCommit} of CometBFT. */
    private static final int SIGNED = 2;

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private ClusterNetworks networks;

    @BeforeEach
    void useTheCluster(TestCluster shared) {
        cluster = shared;
        networks = new ClusterNetworks(shared, folder);
    }

    @AfterEach
    void forgetTheCluster() {
        System.clearProperty(Kubeconfigs.PROPERTY);
    }

    @Test
    void comesUpByKubectlAloneAndIsUsedAndRemovedFromElsewhere() throws IOException {
        NetworkSpec spec = networks.owned("written");
        Applied written = Applied.render(cluster, spec, folder.resolve("written"));
        assertThat(written.dryRun()).contains("statefulset.apps/hub serverside-applied (server dry run)");

        written.apply();
        // The API service ends while init-chain goes on: what it has lost is made anew.
        written.kubectl("delete", "pod", "-l", "app=api", "--grace-period=0", "--wait=false");
        written.awaitOwner();

        System.setProperty(
                Kubeconfigs.PROPERTY,
                Kubeconfigs.of(cluster, "orrery-visits", folder).toString());
        FoundNetwork found = Orrery.findElsewhere("kubernetes", "orrery-written");
        NetworkDescription described = found.description().orElseThrow();
        try (Network network = Network.attach(described)) {
            Chain hub = network.chain("hub");
            Chain zone = network.chain("zone");
            NetworkStatus status = network.status(Deadline.after(Duration.ofSeconds(10)));
            assertThat(status.paths()).singleElement().asString().contains("Active");
            assertThat(status.chains().getFirst().validators())
                    .extracting(ValidatorStatus::node, ValidatorStatus::votingPower)
                    .containsExactly(tuple("val1", 2L), tuple("val2", 1L));
            assertThat(signed(hub, "val2")).isTrue();
            transfer(hub.account("alice"), "7uatom", zone).awaitAcknowledged();
            transfer(zone.account("zoe"), "8uzone", hub).awaitAcknowledged();

            // Its owner ends while a packet is on its way, and another one comes to a network that has all already.
            written.kubectl("delete", "pod", "orrery-owner-0");
            transfer(hub.account("alice"), "9uatom", zone).awaitAcknowledged(Deadline.after(Duration.ofSeconds(60)));
            transfer(zone.account("zoe"), "10uzone", hub).awaitAcknowledged();
        }
        written.awaitOwner();
        try (FoundNetwork again = Orrery.findElsewhere("kubernetes", "orrery-written")) {
            assertThat(again.description().orElseThrow().paths()).isEqualTo(described.paths());
            assertThat(again.relayers())
                    .extracting(RelayerId::toString)
                    .containsExactly("paths/hub-zone/handshake", "paths/hub-zone/embedded");
            assertThat(log(again, new NodeId("hub", "val2"), Stage.CREATE_VALIDATOR))
                    .anyMatch(line -> line.contains("nothing to do; its validator has the status bonded"));
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int status = found.exec(
                new NodeId("hub", "val1"),
                List.of("query", "block"),
                Optional.empty(),
                printed,
                OutputStream.nullOutputStream());
        assertThat(status).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("hub-1");
        assertThat(found.exec(
                        new NodeId("hub", "val2"),
                        List.of("no-such-command"),
                        Optional.empty(),
                        OutputStream.nullOutputStream(),
                        printed))
                .isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("unknown command", "no-such-command");
        assertThat(log(found, new NodeId("hub", "val2"), Stage.INIT_NODE)).isNotEmpty();
        assertThat(log(found, new NodeId("zone", "val1"), Stage.START))
                .anyMatch(line -> line.contains("committed state"));
        assertThatThrownBy(() -> log(found, new NodeId("hub", "val3"), Stage.START))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("no node hub/val3");

        found.close();

        everyCommandWorksFromElsewhere();

        assertThat(networks.namespacesOf(spec)).isEmpty();
        assertThatThrownBy(() -> Orrery.findElsewhere("kubernetes", "orrery-written"))
                .isInstanceOf(OrreryException.class);
        assertThatThrownBy(() -> Orrery.findElsewhere("kubernetes", "kube-system"))
                .isInstanceOf(OrreryException.class)
                .hasMessageContaining("kube-system");
    }

    private static SentTransfer transfer(Account from, String amount, Chain to) {
        return from.transfer(amount)
                .over(from.chain().channelTo(to))
                .to(to.newAccount())
                .send();
    }

    /** Whether a validator has signed the newest block that is final. */
    private static boolean signed(Chain chain, String validator) {
        CometRpc rpc = chain.client().rpc();
        JsonNode signatures = rpc.commit(rpc.head().height() - 1).at("/commit/signatures");
        return signatures
                .valueStream()
                .anyMatch(signature -> signature
                                .path("validator_address")
                                .asString()
                                .equals(chain.node(validator).consensusAddress())
                        && signature.path("block_id_flag").asInt() == SIGNED);
    }

    private static void everyCommandWorksFromElsewhere() {
        assertThat(orrery("status")).contains("hub-1", "zone-1", "val2");
        assertThat(orrery("paths")).contains("hub-zone");
        assertThat(orrery("keys", "list", "hub")).contains("alice");
        assertThat(orrery("faucet", "hub", "alice", "1000uatom")).contains("1000uatom");
        String alice = Pattern.compile("cosmos1[a-z0-9]{38}")
                .matcher(orrery("keys", "show", "hub", "alice"))
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        assertThat(orrery("tx", "hub", "--from", "alice", """
            {"@type": "/cosmos.bank.v1beta1.MsgSend", "from_address": "%1$s", "to_address": "%1$s",
             "amount": [{"denom": "uatom", "amount": "5"}]}\
            """.formatted(alice))).contains("transfer");
        assertThat(orrery("query", "hub", "cosmos.staking.v1beta1.Query/Params"))
                .contains("uatom");
        assertThat(orrery("logs", "hub/val1", "--stage", "init-chain")).contains("genesis has the SHA-256");
        assertThat(orrery("down")).contains("written");
    }

    /** What a command prints about the network of the namespace. */
    private static String orrery(String command, String... words) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(words));
        all.addAll(List.of("-n", "kubernetes:orrery-written"));

        int status =
                Main.run(Terminal.plain(out, out), new StopSignal(Thread.currentThread()), all.toArray(String[]::new));

        assertThat(status).as("%s: %s", all, printed).isZero();
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isTheSameWheneverItIsWritten() throws IOException {
        NetworkSpec spec = networks.pair("same", "");

        assertThat(contents(render(spec, NOON))).isEqualTo(contents(render(spec, NOON)));
    }

    @Test
    void hasWhatTheFileSaysOfTheCluster() throws IOException {
        NetworkSpec spec = networks.small("wishes", """
              namespace: named
              imagePullSecrets: [ours]
              nodeSelector: { disk: ssd }
              tolerations: [ { key: spot, value: "yes", effect: NoSchedule }, { key: gpu } ]
              storage: { size: 3Gi, class: fast }
              resources: { requests: { cpu: 70m, memory: 99Mi }, limits: { cpu: 2, memory: 777Mi } }
              ingress: { host: "{endpoint}-{node}.{chain}.{network}.example.com", class: ours, tls: wild, annotations: { a/b: c } }
              gateway: { name: public, namespace: gateways, sectionName: https, host: "{endpoint}-{node}.{chain}.example.com" }
            """);

        Path manifests = render(spec, NOON);

        String chain = Files.readString(manifests.resolve("chain-hub.yaml"));
        assertThat(chain)
                .contains("namespace: \"named\"", "imagePullSecrets:\n      - name: \"ours\"", "disk: \"ssd\"")
                .contains("key: \"spot\"\n        operator: \"Equal\"\n        value: \"yes\"")
                .contains("key: \"gpu\"\n        operator: \"Exists\"")
                .contains("storage: \"3Gi\"", "storageClassName: \"fast\"")
                .contains("cpu: \"70m\"", "memory: \"99Mi\"", "cpu: \"2\"", "memory: \"777Mi\"");
        assertThat(Files.readString(manifests.resolve("api.yaml")))
                .contains("name: \"ours\"", "disk: \"ssd\"", "key: \"spot\"");
        assertThat(chain)
                .contains("host: \"rpc-val1.hub.wishes.example.com\"", "host: \"grpc-val1.hub.wishes.example.com\"")
                .contains("ingressClassName: \"ours\"", "secretName: \"wild\"", "a/b: \"c\"");
        assertThat(chain)
                .contains("name: \"public\"\n    namespace: \"gateways\"\n    sectionName: \"https\"")
                .contains(
                        "hostnames:\n  - \"rest-val1.hub.example.com\"",
                        "hostnames:\n  - \"grpc-val1.hub.example.com\"");
        cluster.run("kubectl", "create", "namespace", "named");
        try (GatewayApi known = GatewayApi.install(cluster)) {
            assertThat(known.cluster()
                            .run("kubectl", "apply", "--server-side", "--dry-run=server", "-k", manifests.toString()))
                    .contains("statefulset.apps/hub serverside-applied")
                    .contains("ingress.networking.k8s.io/hub-rest serverside-applied")
                    .contains("httproute.gateway.networking.k8s.io/hub-val1-rpc serverside-applied")
                    .contains("grpcroute.gateway.networking.k8s.io/hub-val1-grpc serverside-applied");
        }
        cluster.run("kubectl", "delete", "namespace", "named", "--wait=false");
    }

    @Test
    void hasTheCompanionsOfEachNode() throws IOException {
        Path manifests = render(networks.withCompanions("fed"), NOON);

        String chain = Files.readString(manifests.resolve("chain-hub.yaml"));
        assertThat(chain.split("kind: \"StatefulSet\"", -1)).hasSize(3);
        assertThat(chain)
                .contains("value: \"val1\"", "value: \"val2\"", "image: \"oracle:1\"", "image: \"feeder:1\"")
                .contains("- \"http://127.0.0.1:20000\"", "value: \"127.0.0.1:9090\"")
                .contains("secretKeyRef:\n              key: \"companion-feeder.WORDS\"")
                .doesNotContain("name: \"WORDS\"\n          value:");
        cluster.run(
                "kubectl", "apply", "-f", manifests.resolve("namespace.yaml").toString());
        assertThat(cluster.run("kubectl", "apply", "--server-side", "--dry-run=server", "-k", manifests.toString()))
                .contains(
                        "statefulset.apps/hub-val1 serverside-applied", "statefulset.apps/hub-val2 serverside-applied")
                .contains("secret/environment-hub-val1 serverside-applied")
                .doesNotContain("secret/environment-hub-val2");
        cluster.run("kubectl", "delete", "namespace", "orrery-fed", "--wait=false");
    }

    @Test
    void doesNotPromiseWhatOnlyAProcessOutsideCanDo() {
        assertThatThrownBy(() -> render(networks.relayedBy("shaken", "open: handshake, relayer: hermes"), NOON))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a program on a path that opens by handshakes");
        assertThatThrownBy(() -> render(
                        networks.relayedBy("backed", "relayer: [embedded, { kind: hermes, backup: true }]"), NOON))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a backup that is a program");
    }

    private Path render(NetworkSpec spec, Instant genesisTime) throws IOException {
        Path out = Files.createTempDirectory(folder, "manifests");
        Orrery.render(spec, "kubernetes", genesisTime, out, BuildProgress.SILENT);
        return out;
    }

    private static String contents(Path manifests) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(manifests).sorted()) {
            for (Path file : files.toList()) {
                all.append(file.getFileName()).append('\n').append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static List<String> log(FoundNetwork found, NodeId node, Stage stage) {
        List<String> lines = new ArrayList<>();
        found.readLog(node, stage, false, lines::add);
        return lines;
    }
}
