package dev.orrery.engine.plan;

import dev.orrery.spec.ChainSpec;
import java.time.Duration;
import java.util.List;

/**
 * What is known of a chain before its binary is asked.
 *
 * @param spec the chain as the user wrote it
 * @param nodes its nodes; the first is the one that runs {@code init-chain}
 * @param accounts the accounts of genesis other than the validators': those of the spec, then {@code faucet},
 *     then those of relayers
 * @param unbonding the staking module's unbonding time, which bounds the trusting periods of light clients
 * @param validatorsHash CometBFT's hash of the genesis validator set, in upper-case hexadecimal
 * @param ends the chain's side of every path it is part of, in the order of the paths
 */
public record ChainLayout(
        ChainSpec spec,
        List<NodeLayout> nodes,
        List<AccountLayout> accounts,
        Duration unbonding,
        String validatorsHash,
        List<PathEnd> ends) {
    public ChainLayout {
        nodes = List.copyOf(nodes);
        accounts = List.copyOf(accounts);
        ends = List.copyOf(ends);
    }

    public String name() {
        return spec.name();
    }

    public String chainId() {
        return spec.chainId();
    }
}
