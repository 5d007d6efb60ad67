package dev.orrery.ibc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.keys.KeyType;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.ibc.ValidatorSet.Validator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The hashes were computed by another program, whose hashes were compared with those that CometBFT 0.38 gave running chains.
 * The i-th key is SHA-256 of {@code validator i}.
 */
class ValidatorSetTest {
    private static final long[] POWERS = {1000, 2000, 1500, 1200};

    @ParameterizedTest(name = "{0} validators")
    @CsvSource({
        "1, 5A71C10FB7A009D29968D58DC2E2808FDA1EAA7D8A12B2A6EA1C03FD97BE54AA",
        "2, 33E60E685BD656FB2A239128BEADD80D82F6304EA790DD25A8DE3707B9835875",
        "3, 82ABE2B445D6364E918D1AE8544F861C91757D541C9959BA6466F9766F546921",
        "5, 79C827B6CE1B93CDC216C34A8060643C4530A3FA54352B078745EC04B18D456B",
        "8, 281B081AA43B0FFFB62E4F6EB0A5512130AEF3063CAAAF4303A926018127FA31"
    })
    void hashesAsCometBftDoes(int size, String hash) {
        assertThat(set(size, i -> POWERS[i % POWERS.length]).hashHex()).isEqualTo(hash);
    }

    /** RFC 6962, section 2.1: the hash of an empty list is the hash of an empty string. */
    @Test
    void anEmptySetHasTheHashOfNothing() {
        assertThat(new ValidatorSet(List.of()).hashHex())
                .isEqualTo("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855");
    }

    @Test
    void theMostPowerThatCometBftAllowsIsWrittenWhole() {
        assertThat(set(1, i -> Long.MAX_VALUE >> 3).hashHex())
                .isEqualTo("1AC326E878EED22B7321EB2439A4B905C8909A75097AC26FB0E7D9B9CCF09837");
    }

    @Test
    void morePowerComesFirst() {
        assertThat(set(4, i -> POWERS[i]).validators())
                .extracting(Validator::power)
                .containsExactly(2000L, 1500L, 1200L, 1000L);
    }

    @Test
    void ofEqualPowersTheLowerAddressComesFirstWithBytesTakenAsUnsigned() {
        // Addresses begin with 45, 1a, 32, ae, bd, 99, 0a, 77.
        assertThat(set(8, i -> 7).validators())
                .extracting(Validator::key)
                .containsExactly(key(6), key(1), key(2), key(0), key(7), key(5), key(3), key(4));
        assertThat(set(5, i -> 7).hashHex())
                .isEqualTo("010FC247508AA61D31F2DF349080C60EF1AC45402E7D9361C15F615C96F96D65");
    }

    @Test
    void theOrderInWhichValidatorsAreGivenDoesNotMatter() {
        List<Validator> shuffled =
                new ArrayList<>(set(8, i -> POWERS[i % POWERS.length]).validators());
        Collections.shuffle(shuffled, new Random(1));

        assertThat(new ValidatorSet(shuffled)).isEqualTo(set(8, i -> POWERS[i % POWERS.length]));
    }

    @Test
    void onePowerOrOneKeyMakesAnotherHash() {
        assertThat(set(3, i -> i == 0 ? 1001 : POWERS[i]).hash())
                .isNotEqualTo(set(3, i -> POWERS[i]).hash());
        assertThat(new ValidatorSet(List.of(new Validator(key(1), 5))).hash())
                .isNotEqualTo(new ValidatorSet(List.of(new Validator(key(2), 5))).hash());
    }

    private static ValidatorSet set(int size, IntToLongFunction power) {
        return new ValidatorSet(IntStream.range(0, size)
                .mapToObj(i -> new Validator(key(i), power.applyAsLong(i)))
                .toList());
    }

    private static PublicKey key(int i) {
        try {
            byte[] bytes =
                    MessageDigest.getInstance("SHA-256").digest(("validator " + i).getBytes(StandardCharsets.UTF_8));
            return new PublicKey(KeyType.ED25519, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
