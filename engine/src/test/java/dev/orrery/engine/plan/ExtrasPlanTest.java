package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.spec.NetworkSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What nodes get besides their files, with every name in braces filled in. */
class ExtrasPlanTest {
    private static final NetworkSpec SPEC = Plans.spec("""
        version: 1
        name: net
        chains:
          hub:
            binary: { go: "%1$s@%2$s" }
            denom: uatom
            validators: 2
            accounts: { alice: 5uatom }
            env: { NODE: "{node} of {chainId}", ORACLE: "127.0.0.1:{port:oracle/api}" }
            startArgs: [--log, "{home}/x", "--price={gasPrice}"]
            companions:
              oracle:
                binary: { path: ./oracle }
                args: [--rpc, "{rpc}", --far, "{grpc:zone/val2}", --own, "{home}", --node, "{nodeHome}", "{port:api}"]
                env: { KEY: "{mnemonic:alice}" }
                files: { key.txt: "{mnemonic:zone/bob}", a/b.toml: "{address:alice} {rest:zone} {{rpc}}" }
                ports: [metrics, api]
                beside: all
                first: true
              query: { binary: { path: ./query }, args: ["{port:oracle/metrics}"] }
          zone:
            binary: { go: "%1$s@%2$s" }
            denom: uzone
            validators: 2
            accounts: { bob: 5uzone }
        """.formatted(Plans.V8.packagePath(), Plans.V8.version()));

    private static final Map<CompanionId, List<Integer>> PORTS = Map.of(
            new CompanionId(new NodeId("hub", "val1"), "oracle"), List.of(31, 32),
            new CompanionId(new NodeId("hub", "val2"), "oracle"), List.of(41, 42));

    private final Layout layout = LayoutPlanner.layout(
            SPEC, Placement.onLoopback(LayoutPlanner.nodes(SPEC), 20_000).with(PORTS), Plans.GENESIS_TIME);

    private final ChainPlan hub = ChainPlanner.plan(
            layout, layout.chain("hub"), Plans.facts(layout.chain("hub").spec()), Map.of("zone", "zz"));

    @Test
    void eachNodeHasItsOwnEnvironmentAndArguments() {
        assertThat(part("val2").environment()).isEqualTo(Map.of("NODE", "val2 of hub-1", "ORACLE", "127.0.0.1:42"));
        assertThat(part("val1").start())
                .containsExactly("start", "--home", "{home}", "--log", "{home}/x", "--price=0.025uatom");
    }

    /** As in a pod; others reach that node by an address by which it may not reach itself. */
    @Test
    void aCompanionReachesItsOwnNodeByTheLoopbackAddressThatTheyShare() {
        NodeAddress everywhere = new NodeAddress("10.1.2.3", "0.0.0.0", 1, 2, 3, 4, 5);
        Map<NodeId, NodeAddress> addresses =
                LayoutPlanner.nodes(SPEC).stream().collect(Collectors.toMap(node -> node, node -> everywhere));
        Layout pods = LayoutPlanner.layout(SPEC, new Placement(addresses).with(PORTS), Plans.GENESIS_TIME);

        CompanionPlan oracle = Objects.requireNonNull(ChainPlanner.plan(
                                pods,
                                pods.chain("hub"),
                                Plans.facts(pods.chain("hub").spec()),
                                Map.of("zone", "zz"))
                        .nodes()
                        .get("val1"))
                .companions()
                .getFirst();

        assertThat(oracle.arguments()).startsWith("--rpc", "http://127.0.0.1:2", "--far", "10.1.2.3:3");
    }

    @Test
    void aCompanionKnowsItsNodeAndAllOthers() {
        CompanionPlan oracle = part("val2").companions().getFirst();
        NodeAddress own = layout.chain("hub").nodes().get(1).address();
        NodeAddress far = layout.chain("zone").nodes().get(1).address();

        assertThat(oracle.id()).hasToString("hub/val2/oracle");
        assertThat(oracle.first()).isTrue();
        assertThat(oracle.arguments())
                .containsExactly(
                        "--rpc",
                        "http://127.0.0.1:" + own.rpc(),
                        "--far",
                        "127.0.0.1:" + far.grpc(),
                        "--own",
                        "{home}",
                        "--node",
                        "{nodeHome}",
                        "42");
    }

    @Test
    void secretsAreInFilesForTheirOwnerAndNowhereElse() {
        CompanionPlan oracle = part("val1").companions().getFirst();
        String alice = words("hub", "alice");

        assertThat(oracle.environment()).containsEntry("KEY", alice);
        assertThat(oracle.files()).extracting(PlannedFile::path).containsExactly("key.txt", "a/b.toml");
        assertThat(oracle.files()).extracting(PlannedFile::secret).containsExactly(true, false);
        assertThat(new String(oracle.files().getFirst().content(), StandardCharsets.UTF_8))
                .isEqualTo(words("zone", "bob"));
        assertThat(oracle.toString()).doesNotContain(alice);
        assertThat(new String(oracle.files().getLast().content(), StandardCharsets.UTF_8))
                .startsWith("cosmos1")
                .endsWith(" http://127.0.0.1:"
                        + layout.chain("zone").nodes().getFirst().address().rest() + " {rpc}");
    }

    @Test
    void onesForTheFirstNodeAreBesideThatAlone() {
        assertThat(part("val1").companions()).extracting(it -> it.id().name()).containsExactly("oracle", "query");
        assertThat(part("val1").companions().getLast().arguments()).containsExactly("31");
        assertThat(part("val2").companions()).extracting(it -> it.id().name()).containsExactly("oracle");
        assertThat(LayoutPlanner.companions(SPEC))
                .containsEntry(new CompanionId(new NodeId("hub", "val2"), "oracle"), 2)
                .hasSize(3);
    }

    @Test
    void aNodeThatIsNotThereIsTold() {
        for (String keys : List.of(
                "companions: { o: { binary: { path: x }, beside: val3 } }",
                "companions: { o: { binary: { path: x }, args: ['{rpc:hub/val3}'] } }")) {
            NetworkSpec spec = Plans.hub(keys);
            Layout alone = Plans.layout(spec);
            assertThatThrownBy(() -> Plans.plan(alone))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("chains.hub.companions.o")
                    .hasMessageContaining("one of the nodes of hub: val1")
                    .hasMessageContaining("did you mean \"val1\"?");
        }
    }

    private String words(String chain, String account) {
        return layout.chain(chain).accounts().stream()
                .filter(found -> found.name().equals(account))
                .findFirst()
                .orElseThrow()
                .mnemonic()
                .phrase();
    }

    private NodePlan part(String node) {
        return java.util.Objects.requireNonNull(hub.nodes().get(node));
    }
}
