package dev.orrery.spec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One chain of the network.
 *
 * @param name how the network calls it: {@code hub}
 * @param chainId at most 50 characters (CometBFT's {@code MaxChainIDLen}); by default {@code <name>-1}; the number after the last dash is the revision number of IBC heights
 * @param binary where its binary comes from
 * @param stakes the self-delegation of each validator, in {@code denom}; one entry a validator, so its size is their number,
 *     those of genesis first; each is at least {@code powerReduction}
 * @param created how many of the validators, the last ones, start as full nodes and are made validators by a transaction;
 *     at least one validator is in genesis
 * @param fullNodes how many nodes follow the chain without voting power
 * @param consumer whose validators run the chain; empty: its own. Of a consumer chain, {@code stakes} are the powers that
 *     the provider's validators of genesis have there, times {@code powerReduction}: nobody staked them
 * @param denom the staking and fee denom, which replaces the binary's own default everywhere in genesis
 * @param prefix the Bech32 prefix of account addresses; empty: ask the binary
 * @param coinType the SLIP-44 coin type of account keys, 118 by default
 * @param keys of what kind account keys are
 * @param powerReduction how much stake gives one unit of voting power, 10^6 by default
 * @param profile what settings are chosen for that the file does not give
 * @param blockTime CometBFT's {@code timeout_commit}: the pause between a commit and the next height
 * @param gasPrice the smallest price of one unit of gas that nodes accept, in {@code denom}
 * @param accounts accounts with a balance at genesis, by name, in the order of the file
 * @param genesis merged into the default genesis (RFC 7396), before what Orrery computes; empty object: nothing
 * @param genesisEdits what its genesis is made of besides
 * @param config merged into the node's configuration files, by file name ({@code config.toml}, {@code app.toml},
 *     {@code client.toml}); wins over Orrery's own settings except addresses and ports
 * @param extras what its nodes need besides
 */
public record ChainSpec(
        String name,
        String chainId,
        BinarySpec binary,
        List<BigInteger> stakes,
        int created,
        int fullNodes,
        Optional<ConsumerSpec> consumer,
        String denom,
        Optional<String> prefix,
        int coinType,
        AccountKeys keys,
        BigInteger powerReduction,
        Profile profile,
        Duration blockTime,
        BigDecimal gasPrice,
        Map<String, AccountSpec> accounts,
        ObjectNode genesis,
        GenesisEdits genesisEdits,
        Map<String, ObjectNode> config,
        NodeExtras extras) {

    public ChainSpec {
        stakes = List.copyOf(stakes);
        accounts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(accounts));
        config = Map.copyOf(config);
    }

    /** The chain of the network whose validators run this one; empty where it has its own. */
    public Optional<ConsumerSpec> secured() {
        return consumer.filter(it -> !it.isStandalone());
    }

    /** Whether the chain is launched by transactions on its provider, so that it starts after it. */
    public boolean isLaunched() {
        return consumer.filter(ConsumerSpec::isLaunched).isPresent();
    }

    /** Whether its nodes are to serve Ethereum's clients: {@code json-rpc.enable} of {@code app.toml}. */
    public boolean servesJsonRpc() {
        ObjectNode app = config.get("app.toml");
        return app != null && app.at("/json-rpc/enable").asBoolean(false);
    }

    /** How many validators the chain has once it is ready. */
    public int validators() {
        return stakes.size();
    }

    /** How many of them are in genesis. */
    public int inGenesis() {
        return stakes.size() - created;
    }
}
