package dev.orrery.engine.plan.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.plan.Plans;
import dev.orrery.spec.NetworkSpec;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files that CometBFT reads beside its configuration: keys and address book. */
class NodeFilesTest {
    private static final NetworkSpec SPEC = Plans.spec("""
        version: 1
        name: net
        chains: { hub: { binary: { path: hubd }, validators: 3 } }
        """);
    private static final ChainLayout CHAIN = Plans.layout(SPEC).chain("hub");
    private static final NodeLayout NODE = CHAIN.nodes().getFirst();

    @Test
    void theValidatorKeyFileHoldsAddressPublicAndPrivateKey() throws Exception {
        PlannedFile file = KeyFiles.of(NODE).getFirst();
        JsonNode json = json(file);
        byte[] publicKey = Base64.getDecoder().decode(json.at("/pub_key/value").asString());
        byte[] privateKey =
                Base64.getDecoder().decode(json.at("/priv_key/value").asString());

        assertThat(file.path()).isEqualTo("config/priv_validator_key.json");
        assertThat(json.propertyNames()).containsExactly("address", "pub_key", "priv_key");
        assertThat(json.at("/pub_key/type").asString()).isEqualTo("tendermint/PubKeyEd25519");
        assertThat(json.at("/priv_key/type").asString()).isEqualTo("tendermint/PrivKeyEd25519");
        assertThat(publicKey)
                .hasSize(32)
                .isEqualTo(NODE.consensusKey().publicKey().bytes());
        assertThat(privateKey).hasSize(64).endsWith(publicKey);
        assertThat(json.at("/address").asString())
                .isEqualTo(address(publicKey).toUpperCase(java.util.Locale.ROOT))
                .isEqualTo(KeyFiles.consensusAddress(NODE));
    }

    @Test
    void theNodeKeyFileHoldsThePrivateKeyWhoseAddressIsThePeerId() throws Exception {
        JsonNode json = json(KeyFiles.of(NODE).get(1));
        byte[] privateKey =
                Base64.getDecoder().decode(json.at("/priv_key/value").asString());

        assertThat(json.propertyNames()).containsExactly("priv_key");
        assertThat(address(Arrays.copyOfRange(privateKey, 32, 64))).isEqualTo(KeyFiles.nodeId(NODE));
    }

    @Test
    void keyFilesAreSecretAndShowNothingOfThemselves() {
        assertThat(KeyFiles.of(NODE)).allSatisfy(file -> {
            assertThat(file.secret()).isTrue();
            assertThat(file.toString())
                    .doesNotContain(json(file).at("/priv_key/value").asString());
        });
        assertThat(NODE.toString())
                .doesNotContain(NODE.requiredOperator().mnemonic().phrase())
                .doesNotContain(
                        json(KeyFiles.of(NODE).getFirst()).at("/priv_key/value").asString());
    }

    @Test
    void theAddressBookHoldsAllPeersButTheNodeItself() {
        JsonNode book = JsonMapper.shared().readTree(AddressBook.json(CHAIN, NODE));
        List<NodeLayout> peers = CHAIN.nodes().subList(1, 3);

        assertThat(book.path("key").asString()).matches("[0-9a-f]{24}");
        assertThat(book.path("addrs")).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonNode entry = book.path("addrs").get(i);
            JsonNode address = entry.path("addr");
            assertThat(address.path("id").asString()).isEqualTo(KeyFiles.nodeId(peers.get(i)));
            assertThat(address.path("ip").asString()).isEqualTo("127.0.0.1");
            assertThat(address.path("port").asInt())
                    .isEqualTo(peers.get(i).address().p2p());
            assertThat(entry.path("src")).isEqualTo(address);
            // CometBFT refuses an entry that is in no bucket, and one bucket of its 256 each leaves room for all.
            assertThat(entry.path("buckets").toString()).isEqualTo("[" + i + "]");
            assertThat(entry.path("bucket_type").asInt()).isEqualTo(1);
        }
    }

    /** A host name there would stop the node: the book holds numeric addresses only. Its peers are dialled by name. */
    @Test
    void theAddressBookLeavesOutPeersThatHaveANameOnly() {
        Map<NodeId, NodeAddress> addresses = Map.of(
                new NodeId("hub", "val1"), address("val1.hub"),
                new NodeId("hub", "val2"), address("10.0.0.2"),
                new NodeId("hub", "val3"), address("fd00::3"));
        ChainLayout chain = LayoutPlanner.layout(SPEC, new Placement(addresses), Instant.EPOCH)
                .chain("hub");

        assertThat(hosts(chain, 0)).containsExactly("10.0.0.2", "fd00::3");
        assertThat(hosts(chain, 1)).containsExactly("fd00::3");
    }

    private static List<String> hosts(ChainLayout chain, int self) {
        JsonNode book = JsonMapper.shared()
                .readTree(AddressBook.json(chain, chain.nodes().get(self)));
        return book.path("addrs")
                .valueStream()
                .map(entry -> entry.at("/addr/ip").asString())
                .toList();
    }

    private static NodeAddress address(String host) {
        return new NodeAddress(host, "0.0.0.0", 1, 2, 3, 4, 5);
    }

    private static String address(byte[] publicKey) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
        return HexFormat.of().formatHex(Arrays.copyOf(hash, 20));
    }

    private static JsonNode json(PlannedFile file) {
        return JsonMapper.shared().readTree(file.content());
    }
}
