package dev.orrery.spec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A kind of chain that the catalog knows: what holds where the network file says nothing else.
 *
 * @param name what a network file calls it: {@code chain: osmosis}
 * @param about what it is, in a sentence
 * @param program its binary
 * @param source where the binary comes from, with {@code {version}} and the like left open
 * @param needsChecksum whether it can only be had as a release file, whose {@code sha256} the network file has to give
 * @param image its container image, with {@code {version}} or {@code {number}} left open; taken where the source is a
 *     release file and the network file gives no {@code sha256}
 * @param prefix the Bech32 prefix of its account addresses
 * @param denom its staking denom
 * @param decimals how many of them make one unit of what people call the coin: 6 for {@code uatom}
 * @param coinType the SLIP-44 coin type of its keys
 * @param keyAlgorithm of its accounts: {@code secp256k1} or {@code eth_secp256k1}
 * @param keyType the protobuf type of their public keys
 * @param powerReduction how much stake gives one unit of voting power
 * @param gasPrice the usual smallest price of gas, in {@code denom}
 * @param startArgs what its nodes are started with besides
 * @param file where this is written; empty where Orrery brings it
 */
public record KnownChain(
        String name,
        String about,
        String program,
        String source,
        boolean needsChecksum,
        Optional<String> image,
        String prefix,
        String denom,
        int decimals,
        int coinType,
        String keyAlgorithm,
        String keyType,
        BigInteger powerReduction,
        BigDecimal gasPrice,
        List<String> startArgs,
        Optional<String> file) {
    public KnownChain {
        startArgs = List.copyOf(startArgs);
    }
}
