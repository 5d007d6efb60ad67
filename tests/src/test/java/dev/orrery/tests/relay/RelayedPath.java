package dev.orrery.tests.relay;

import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.tx.Msg;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.Packet;
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
