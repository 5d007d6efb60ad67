package dev.orrery.network;

import dev.orrery.client.keys.HdPath;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.client.keys.Secp256k1Key;
import dev.orrery.network.NetworkDescription.AccountDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.NetworkDescription.Owner;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A described network that does not run: hub and zone joined over unlike channels, and an island. */
final class Descriptions {
    static final String MNEMONIC =
            "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    private Descriptions() {}

    static NetworkDescription network() {
        return network("");
    }

    /** @param folder the network's own; empty for none */
    static NetworkDescription network(String folder) {
        EndDescription hub = end("hub", "07-tendermint-3", "connection-4", "channel-141");
        EndDescription zone = end("zone", "07-tendermint-0", "connection-0", "channel-0");
        return new NetworkDescription(
                "space",
                "process",
                "",
                folder,
                new Owner(1, Instant.EPOCH),
                Instant.EPOCH,
                List.of(chain("hub", "uatom"), chain("zone", "uosmo"), chain("island", "uisle")),
                List.of(new PathDescription(
                        "hub-zone",
                        hub,
                        zone,
                        List.of(new RelayerDescription("embedded", "relayer-hub-zone", false)),
                        true)));
    }

    private static ChainDescription chain(String name, String denom) {
        return new ChainDescription(
                name,
                name + "-1",
                "cosmos",
                118,
                "/cosmos.crypto.secp256k1.PubKey",
                denom,
                BigDecimal.ZERO,
                "path: simd",
                "00",
                IntStream.rangeClosed(1, 2).mapToObj(Descriptions::node).toList(),
                List.of(account("alice"), account("faucet")));
    }

    /** Nothing listens on port 1 of the loopback address. */
    private static NodeDescription node(int number) {
        return new NodeDescription(
                "val" + number,
                "ab".repeat(20),
                "CD".repeat(20),
                BigInteger.valueOf(1_000_000),
                0,
                "",
                new Endpoints("http://127.0.0.1:1", "http://127.0.0.1:1", "http://127.0.0.1:1", "x@127.0.0.1:1"),
                Optional.of(operator(number)),
                List.of());
    }

    private static AccountDescription operator(int number) {
        byte[] entropy = new byte[16];
        entropy[15] = (byte) number;
        Mnemonic mnemonic = Mnemonic.fromEntropy(entropy);
        String address =
                Secp256k1Key.fromMnemonic(mnemonic, HdPath.ofCoinType(118)).address("cosmos");
        return new AccountDescription("val" + number, address, mnemonic.phrase());
    }

    private static AccountDescription account(String name) {
        return new AccountDescription(name, "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4", MNEMONIC);
    }

    private static EndDescription end(String chain, String client, String connection, String channel) {
        return new EndDescription(
                chain,
                client,
                connection,
                List.of(new ChannelDescription("transfer", "transfer", channel, "ics20-1", "unordered")));
    }
}
