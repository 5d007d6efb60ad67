package dev.orrery.engine.relayers;

import dev.orrery.network.NetworkDescription.AccountDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.NodeDescription;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A path between two chains that look like real ones. */
final class Tasks {
    static final String HUB_WORDS = "one two three";
    static final String ZONE_WORDS = "four five six";

    private Tasks() {}

    static RelayerTask task(String relayer, boolean alone) {
        return new RelayerTask(
                new RelayerId("hub-zone", relayer),
                end("hub", 26000, "cosmos", 118, "uatom", "0.025", HUB_WORDS, "07-tendermint-0", "channel-0"),
                end("zone", 27000, "zone", 60, "ibc/\"quoted\"", "1", ZONE_WORDS, "07-tendermint-3", "channel-7"),
                alone);
    }

    private static RelayedEnd end(
            String name,
            int port,
            String prefix,
            int coinType,
            String denom,
            String gasPrice,
            String words,
            String client,
            String channel) {
        String http = "http://127.0.0.1:";
        NodeDescription node = new NodeDescription(
                "val1",
                "",
                "",
                BigInteger.ONE,
                1,
                "",
                new Endpoints(http + port, http + (port + 1), http + (port + 2), "id@127.0.0.1:" + (port + 3)),
                Optional.empty(),
                List.of());
        AccountDescription account = new AccountDescription("relayer-hub-zone", prefix + "1xyz", words);
        return new RelayedEnd(
                new ChainDescription(
                        name,
                        name + "-1",
                        prefix,
                        coinType,
                        coinType == 60 ? "/ethermint.crypto.v1.ethsecp256k1.PubKey" : "/cosmos.crypto.secp256k1.PubKey",
                        denom,
                        new BigDecimal(gasPrice),
                        "path: /bin/" + name,
                        "",
                        List.of(node),
                        List.of(account)),
                new EndDescription(name, client, "connection-4", List.of(channel(channel))),
                account);
    }

    private static ChannelDescription channel(String id) {
        return new ChannelDescription("transfer", "transfer", id, "ics20-1", "unordered");
    }

    static String text(RelayerPlan plan, String file) {
        return plan.files().stream()
                .filter(it -> it.path().equals(file))
                .map(it -> new String(it.content(), java.nio.charset.StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
