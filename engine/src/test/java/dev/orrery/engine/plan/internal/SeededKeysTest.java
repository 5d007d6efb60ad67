package dev.orrery.engine.plan.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.keys.HdPath;
import dev.orrery.client.keys.Secp256k1Key;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeededKeysTest {
    @Test
    void theSameNetworkAndSeedGiveTheSameKeys() {
        assertThat(keys("net", "seed"))
                .containsExactlyElementsOf(keys("net", "seed").toList());
    }

    @Test
    void anotherNetworkOrSeedGivesOtherKeys() {
        assertThat(Stream.of(keys("net", "seed"), keys("net2", "seed"), keys("net", "seed2"), keys("seed", "net"))
                        .flatMap(keys -> keys))
                .doesNotHaveDuplicates();
    }

    @Test
    void noTwoPurposesChainsOrNamesShareAKey() {
        SeededKeys keys = new SeededKeys("net", "seed");

        assertThat(Stream.of("hub", "zone")
                        .flatMap(chain -> Stream.of("val1", "val2")
                                .flatMap(node -> Stream.of(
                                        keys.consensus(chain, node).publicKey(),
                                        keys.node(chain, node).publicKey(),
                                        account(keys, chain, node)))))
                .doesNotHaveDuplicates();
    }

    /** What users have written down of a network must not change with a release. */
    @Test
    void theKeysOfANameAreForGood() {
        SeededKeys keys = new SeededKeys("hub-and-zone", "hub-and-zone");

        assertThat(keys.consensus("hub", "val1").publicKey().base64())
                .isEqualTo("vbmhiA95ZXceS2DdRTnFVb6Nd0xdYfKdPT939crDPhE=");
        assertThat(Secp256k1Key.fromMnemonic(keys.account("hub", "alice"), HdPath.ofCoinType(118))
                        .address("cosmos"))
                .isEqualTo("cosmos1rxl2zsl8pqwhphrylz6qcuzytgstrp5zm4mdg5");
    }

    @Test
    void anAccountHas24Words() {
        assertThat(new SeededKeys("net", "seed").account("hub", "alice").size()).isEqualTo(24);
    }

    private static Stream<Object> keys(String network, String seed) {
        SeededKeys keys = new SeededKeys(network, seed);
        return Stream.of(
                keys.consensus("hub", "val1").publicKey(),
                keys.node("hub", "val1").publicKey(),
                account(keys, "hub", "alice"));
    }

    private static Object account(SeededKeys keys, String chain, String name) {
        return Secp256k1Key.fromMnemonic(keys.account(chain, name), HdPath.ofCoinType(118))
                .publicKey();
    }
}
