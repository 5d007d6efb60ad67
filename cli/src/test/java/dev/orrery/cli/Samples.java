package dev.orrery.cli;

import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.AccountDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.NetworkDescription.Owner;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.StageDescription;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.ChannelStatus;
import dev.orrery.network.NetworkStatus.EndStatus;
import dev.orrery.network.NetworkStatus.NodeStatus;
import dev.orrery.network.NetworkStatus.PathStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A small network, described. */
public final class Samples {
    private static final List<StageDescription> STAGES =
            List.of(new StageDescription("init-node", 12), new StageDescription("start", 1345));

    public static final String MNEMONIC = "abandon abandon about";
    public static final String CONSENSUS = "0123456789ABCDEF0123456789ABCDEF01234567";
    public static final Endpoints ENDPOINTS = new Endpoints(
            "http://127.0.0.1:26657", "http://127.0.0.1:9090", "http://127.0.0.1:1317", "0a0b@127.0.0.1:26656");

    public static final NetworkDescription NETWORK = new NetworkDescription(
            "net",
            "process",
            "/somewhere/network.yaml",
            "/somewhere/.orrery/net",
            new Owner(42, Instant.EPOCH),
            Instant.EPOCH,
            List.of(chain("hub"), chain("zone")),
            List.of(new PathDescription("hub-zone", end("hub"), end("zone"), List.of(), true)));

    public static final NetworkStatus STATUS = new NetworkStatus(
            "net",
            List.of(new ChainStatus(
                    "hub",
                    "hub-1",
                    12,
                    List.of(new ValidatorStatus("val1", CONSENSUS, 2000)),
                    List.of(
                            new NodeStatus("val1", "running", Optional.of(12L), 4711, ENDPOINTS, STAGES),
                            new NodeStatus("val2", "down", Optional.empty(), 0, ENDPOINTS, List.of())))),
            List.of(new PathStatus("hub-zone", endStatus("hub"), endStatus("zone"))));

    private Samples() {}

    private static ChainDescription chain(String name) {
        return new ChainDescription(
                name,
                name + "-1",
                "cosmos",
                118,
                "/cosmos.crypto.secp256k1.PubKey",
                "uatom",
                new BigDecimal("0.025"),
                "path: simd",
                "ab12",
                List.of(new NodeDescription(
                        "val1",
                        "0a0b",
                        CONSENSUS,
                        BigInteger.TWO,
                        4711,
                        "/n",
                        ENDPOINTS,
                        Optional.of(new AccountDescription("val1", "cosmos1val", MNEMONIC)),
                        STAGES)),
                List.of(new AccountDescription("alice", "cosmos1alice", MNEMONIC)));
    }

    private static EndDescription end(String chain) {
        return new EndDescription(
                chain,
                "07-tendermint-0",
                "connection-0",
                List.of(new ChannelDescription("transfer", "transfer", "channel-0", "ics20-1", "unordered")));
    }

    private static EndStatus endStatus(String chain) {
        return new EndStatus(
                chain,
                "07-tendermint-0",
                "Active",
                "connection-0",
                "OPEN",
                List.of(new ChannelStatus("transfer", "channel-0", "OPEN", Optional.of(2))));
    }
}
