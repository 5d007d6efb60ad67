package dev.orrery.tests.relay;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.HdPath;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.client.keys.Secp256k1Key;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.tx.Msg;
import dev.orrery.ibc.ChannelEnd;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PathEnd;
import dev.orrery.ibc.PathEnds;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tests of relaying need of a network: chains with relayers' accounts, and transfers. */
final class RelayedPath {
    private RelayedPath() {}

    /** A chain with a relayer's account of its own. */
    static IbcChain relayedBy(Chain chain) {
        Account relayer = chain.fundedAccount("1000000000" + chain.denom());
        return new IbcChain(chain.name(), chain.client(), relayer.key());
    }

    /** The path between two chains that is open at genesis. */
    static PathEnds between(Chain a, Chain b) {
        return PathEnds.of(relayedBy(a), a.channelTo(b).connectionId(), relayedBy(b));
    }

    /** Sends coins over the channel and returns the packet. */
    static Packet transfer(Account from, Coin coin, Channel over, String to) {
        return transfer(from, coin, over, to, inAnHour());
    }

    static Packet transfer(Account from, Coin coin, Channel over, String to, Map<String, ?> timeout) {
        return transfers(from, Collections.nCopies(1, coin), over, to, timeout).getFirst();
    }

    /** Sends many coins in one transaction, each in a packet of its own. */
    static List<Packet> transfers(Account from, List<Coin> coins, Channel over, String to, Map<String, ?> timeout) {
        List<Msg> messages = coins.stream()
                .map(coin -> {
                    Map<String, Object> fields = new HashMap<>(timeout);
                    fields.putAll(Map.of(
                            "source_port",
                            over.port(),
                            "source_channel",
                            over.id(),
                            "token",
                            Map.of(
                                    "denom",
                                    coin.denom(),
                                    "amount",
                                    coin.amount().toString()),
                            "sender",
                            from.address(),
                            "receiver",
                            to));
                    return Msg.of("/ibc.applications.transfer.v1.MsgTransfer", fields);
                })
                .toList();
        TxResult sent = from.chain().client().tx(from.key(), messages).send();
        return Packet.sent(from.chain().chainId(), sent.events());
    }

    /** Sends coins over a channel that is not in the network's description. */
    static Packet transfer(Account from, String coin, String channel, String to) {
        TxResult sent = from.chain()
                .client()
                .tx(
                        from.key(),
                        Msg.of(
                                "/ibc.applications.transfer.v1.MsgTransfer",
                                transferFields(from, coin, "transfer", channel, to, inAnHour())))
                .send();
        return Packet.sent(from.chain().chainId(), sent.events()).getFirst();
    }

    private static Map<String, ?> transferFields(
            Account from, String amount, String port, String channel, String to, Map<String, ?> timeout) {
        Coin coin = Coin.parse(amount);
        Map<String, Object> fields = new HashMap<>(timeout);
        fields.putAll(Map.of(
                "source_port",
                port,
                "source_channel",
                channel,
                "token",
                Map.of("denom", coin.denom(), "amount", coin.amount().toString()),
                "sender",
                from.address(),
                "receiver",
                to));
        return fields;
    }

    /** The accounts that made a chain's validators, and have delegated all that there is. */
    static List<Signer> operators(Chain chain) {
        return chain.nodes().stream()
                .map(node -> node.description().operator())
                .flatMap(Optional::stream)
                .<Signer>map(operator -> Secp256k1Key.fromMnemonic(
                        Mnemonic.parse(operator.mnemonic()),
                        HdPath.ofCoinType(chain.description().coinType())))
                .toList();
    }

    /** Waits, block by block, until a chain has a channel of that port in that state. */
    static ChannelEnd awaitChannel(PathEnd on, String port, String state) {
        Deadline deadline = soon();
        while (true) {
            Optional<ChannelEnd> found = on.chain().queries().channels(on.connectionId()).stream()
                    .filter(channel ->
                            channel.port().equals(port) && channel.state().equals(state))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            on.chain().client().awaitBlocks(1, deadline);
        }
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(90));
    }

    static Map<String, ?> inAnHour() {
        return atTime(Instant.now().plus(Duration.ofHours(1)));
    }

    static Map<String, ?> atTime(Instant time) {
        return Map.of("timeout_timestamp", Long.toString(time.toEpochMilli() * 1_000_000));
    }

    static Map<String, ?> atHeight(long revision, long height) {
        return Map.of(
                "timeout_height",
                Map.of("revision_number", Long.toString(revision), "revision_height", Long.toString(height)));
    }
}
