package dev.orrery.network;

import dev.orrery.client.keys.KeyFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is needed in order to attach to a network that runs: what {@code network.json} holds. It holds mnemonics, so
 * the file is for its owner alone (mode 0600) and {@link #toString} leaves them out.
 *
 * @param name the network's name
 * @param backend what carries it out: {@code process}
 * @param source the network file it was started from, as an absolute path; empty where there was none
 * @param folder the network's own folder on this machine, as an absolute path; empty where it has none
 * @param owner the process that started the network and stops it
 * @param genesisTime the time in all genesis files, and of every chain's first block; of chains that were launched since, it is
 *     that of their launch
 * @param chains the chains, in the order of the file; then those that were launched since
 * @param paths the relayed pairs, in the order of the file; then those that were made since
 * @param api the network's API service; empty where it has none
 */
public record NetworkDescription(
        String name,
        String backend,
        String source,
        String folder,
        Owner owner,
        Instant genesisTime,
        List<ChainDescription> chains,
        List<PathDescription> paths,
        Optional<ApiDescription> api) {

    public NetworkDescription {
        chains = List.copyOf(chains);
        paths = List.copyOf(paths);
    }

    /** The same network with one chain more. */
    public NetworkDescription with(ChainDescription chain) {
        return new NetworkDescription(
                name,
                backend,
                source,
                folder,
                owner,
                genesisTime,
                Stream.concat(chains.stream(), Stream.of(chain)).toList(),
                paths,
                api);
    }

    /** A network without an API service. */
    public NetworkDescription(
            String name,
            String backend,
            String source,
            String folder,
            Owner owner,
            Instant genesisTime,
            List<ChainDescription> chains,
            List<PathDescription> paths) {
        this(name, backend, source, folder, owner, genesisTime, chains, paths, Optional.empty());
    }

    /** The same network with its API service. */
    public NetworkDescription withApi(ApiDescription service) {
        return new NetworkDescription(
                name, backend, source, folder, owner, genesisTime, chains, paths, Optional.of(service));
    }

    /** The same network with one path more. */
    public NetworkDescription with(PathDescription path) {
        return withPaths(Stream.concat(paths.stream(), Stream.of(path)).toList());
    }

    /** The same network with other paths. */
    public NetworkDescription withPaths(List<PathDescription> others) {
        return new NetworkDescription(name, backend, source, folder, owner, genesisTime, chains, others, api);
    }

    /**
     * The process that owns a network; the start time tells it from a later process with the same pid.
     *
     * @param pid the process id
     * @param startedAt when the operating system says it was started
     */
    public record Owner(long pid, Instant startedAt) {}

    /**
     * An API service.
     *
     * @param url {@code http://host:port}
     * @param tokenFile the file that holds the operator's token, as an absolute path
     */
    public record ApiDescription(String url, String tokenFile) {}

    /**
     * One chain.
     *
     * @param prefix the Bech32 prefix of account addresses
     * @param keyType the protobuf type of accounts' public keys, from which their algorithm follows:
     *     {@code /cosmos.crypto.secp256k1.PubKey}
     * @param denom the staking and fee denom
     * @param gasPrice the smallest price of one unit of gas that its nodes accept, in {@code denom}
     * @param binary where the binary came from, as in the network file
     * @param binarySha256 the hash of the binary's content; empty for a script, whose content does not tell what it runs
     * @param accounts the accounts of genesis whose keys are known, {@code faucet} among them
     */
    public record ChainDescription(
            String name,
            String chainId,
            String prefix,
            int coinType,
            String keyType,
            String denom,
            BigDecimal gasPrice,
            String binary,
            String binarySha256,
            List<NodeDescription> nodes,
            List<AccountDescription> accounts) {
        public ChainDescription {
            nodes = List.copyOf(nodes);
            accounts = List.copyOf(accounts);
        }

        /** How the chain names the keys of its accounts. */
        public KeyFormat keyFormat() {
            return KeyFormat.ofAccounts(keyType);
        }
    }

    /**
     * One node.
     *
     * @param name {@code val1}, {@code val2}, …; full nodes are {@code full1}, …
     * @param nodeId the p2p id: the address of its node key, 40 hexadecimal digits
     * @param consensusAddress the address of its consensus key, 40 upper-case hexadecimal digits, as CometBFT writes it
     * @param stake its self-delegation, at genesis or when a transaction made it a validator; 0 for a full node
     * @param pid the node's process; 0 where it has none on this machine
     * @param folder its folder on this machine: home and logs; empty where it has none
     * @param operator the account that made the validator, named after the node; empty for a full node
     * @param stages the stages of its life that it went through, in their order
     */
    public record NodeDescription(
            String name,
            String nodeId,
            String consensusAddress,
            BigInteger stake,
            long pid,
            String folder,
            Endpoints endpoints,
            Optional<AccountDescription> operator,
            List<StageDescription> stages) {
        public NodeDescription {
            stages = List.copyOf(stages);
        }

        /** The same node with what it went through. */
        public NodeDescription withStages(List<StageDescription> done) {
            return new NodeDescription(name, nodeId, consensusAddress, stake, pid, folder, endpoints, operator, done);
        }
    }

    /**
     * A stage that a node went through.
     *
     * @param stage {@code init-chain}, {@code init-node}, {@code start} or {@code create-validator}
     * @param tookMillis how long it took, in milliseconds; {@code start} lasts until the node's first block
     */
    public record StageDescription(String stage, long tookMillis) {}

    /**
     * Where a node can be reached.
     *
     * @param rpc {@code http://host:port}
     * @param grpc {@code http://host:port}, plaintext HTTP/2
     * @param rest {@code http://host:port}
     * @param p2p {@code id@host:port}
     * @param jsonRpc {@code http://host:port} for Ethereum's clients, of a chain whose {@code app.toml} enables it in the
     *     network file
     */
    public record Endpoints(String rpc, String grpc, String rest, String p2p, Optional<String> jsonRpc) {
        /** Those of a node without JSON-RPC. */
        public Endpoints(String rpc, String grpc, String rest, String p2p) {
            this(rpc, grpc, rest, p2p, Optional.empty());
        }
    }

    /** An account of genesis and the mnemonic of its key. */
    public record AccountDescription(String name, String address, String mnemonic) {
        @Override
        public String toString() {
            return "AccountDescription[" + name + ", " + address + "]";
        }
    }

    /**
     * A relayed pair of chains. The channels of both ends are in the same order: the first of one is the counterparty of the
     * first of the other.
     *
     * @param name {@code hub-zone}
     * @param relayers what relays on it, in the order of the file; empty: nothing does
     * @param canonical whether it is the path to use between its two chains; of several, one is, and stays it
     */
    public record PathDescription(
            String name, EndDescription a, EndDescription b, List<RelayerDescription> relayers, boolean canonical) {
        public PathDescription {
            relayers = List.copyOf(relayers);
        }

        /** The same path with other relayers. */
        public PathDescription withRelayers(List<RelayerDescription> others) {
            return new PathDescription(name, a, b, others, canonical);
        }
    }

    /**
     * A relayer of a path.
     *
     * @param kind {@code embedded}, {@code hermes} or {@code rly}
     * @param name what it is called on its path: its kind, with a number where there are several
     * @param account the name of the account that pays on each of the two chains
     * @param backup whether it waits until the others are gone
     * @param process where it runs; empty where it is embedded
     */
    public record RelayerDescription(
            String kind, String name, String account, boolean backup, Optional<RelayerProcess> process) {
        /** The only one of its kind on its path, not started yet or embedded. */
        public RelayerDescription(String kind, String account, boolean backup) {
            this(kind, kind, account, backup, Optional.empty());
        }

        /** The same relayer, running there. */
        public RelayerDescription withProcess(Optional<RelayerProcess> started) {
            return new RelayerDescription(kind, name, account, backup, started);
        }
    }

    /**
     * A relayer's process.
     *
     * @param pid its process id; 0 while it does not run: a backup that waits for its turn, and one that has ended
     * @param folder its folder on this machine: home and logs
     * @param endpoint its own endpoint, which answers while it runs: the REST server of Hermes, the metrics of rly
     */
    public record RelayerProcess(long pid, String folder, String endpoint) {}

    /**
     * One side of a path.
     *
     * @param connectionId empty in IBC v2
     * @param channels in IBC v2 the client as the one channel
     */
    public record EndDescription(
            String chain, String clientId, String connectionId, List<ChannelDescription> channels) {
        public EndDescription {
            channels = List.copyOf(channels);
        }
    }

    /**
     * One end of a channel.
     *
     * @param name how the path calls the channel
     * @param ordering {@code unordered} or {@code ordered}
     */
    public record ChannelDescription(String name, String port, String id, String version, String ordering) {}
}
