package dev.orrery.client.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.ProtoReader;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultisigTest {
    private static final List<Secp256k1Key> KEYS = IntStream.range(0, 4)
            .mapToObj(
                    index -> Secp256k1Key.fromMnemonic(Mnemonic.fromEntropy(new byte[16]), HdPath.bip44(118, 0, index)))
            .toList();
    private static final List<PublicKey> PUBLIC =
            KEYS.stream().limit(3).map(Secp256k1Key::publicKey).toList();

    /** The addresses that ibc-go v8.8.0's simd gives to {@code keys add --multisig}, with and without {@code --nosort}. */
    @Test
    void hasTheAddressThatTheSdkGivesIt() {
        List<PublicKey> turned = List.of(PUBLIC.get(2), PUBLIC.get(0), PUBLIC.get(1));

        assertThat(MultisigPublicKey.sorted(2, turned).address("cosmos"))
                .isEqualTo("cosmos1h0zphzxl239fh3wtr5v6q6ljvs36vy2kxwlr2c");
        assertThat(MultisigPublicKey.of(2, turned).address("cosmos"))
                .isEqualTo("cosmos1pn049mjpt4wcuhumkmtj09jz530ljwr67gyzj9");
    }

    /** The prefixes that go-amino and CometBFT document for these names. */
    @ParameterizedTest
    @CsvSource({
        "tendermint/PubKeySecp256k1, eb5ae987",
        "tendermint/PubKeyEd25519, 1624de64",
        "tendermint/PubKeyMultisigThreshold, 22c1f7e2",
        "tendermint/PrivKeySecp256k1, e1b0f79b",
        "tendermint/PrivKeyEd25519, a3288910"
    })
    void aminosPrefixesComeFromNames(String name, String prefix) {
        assertThat(HexFormat.of().formatHex(Hashes.aminoPrefix(name))).isEqualTo(prefix);
    }

    @Test
    void asManyMembersSignAsAreNeededInTheOrderOfTheirKeys() {
        MultisigPublicKey key = MultisigPublicKey.of(2, PUBLIC);
        byte[] message = {1, 2, 3};

        MultisigSigner signer = MultisigSigner.of(key, List.of(KEYS.get(2), KEYS.get(0), KEYS.get(1)));

        assertThat(signer.members()).containsExactly(KEYS.get(0), KEYS.get(2));
        assertThat(ProtoReader.of(signer.sign(message)).repeated(1))
                .containsExactly(KEYS.get(0).sign(message), KEYS.get(2).sign(message));
        assertThat(signer.modes()).containsExactly(SignMode.LEGACY_AMINO_JSON);
    }

    @Test
    void tooFewMembersOrStrangersCannotSign() {
        MultisigPublicKey key = MultisigPublicKey.of(2, PUBLIC);

        assertThatThrownBy(() -> MultisigSigner.of(key, List.of(KEYS.get(0), KEYS.get(0))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at least 2 signers");
        assertThatThrownBy(() -> MultisigSigner.of(key, List.of(KEYS.get(0), KEYS.get(3))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not");
    }

    @Test
    void refusesThresholdsThatCannotBeReachedAndKeysThatComeTwice() {
        for (int threshold : new int[] {0, 4}) {
            assertThatThrownBy(() -> MultisigPublicKey.of(threshold, PUBLIC))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(threshold + " of 3");
        }
        assertThatThrownBy(() -> MultisigPublicKey.of(1, List.of(PUBLIC.get(0), PUBLIC.get(0))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("comes twice");
    }
}
