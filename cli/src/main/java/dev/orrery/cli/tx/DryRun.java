package dev.orrery.cli.tx;

import dev.orrery.cli.terminal.Terminal;
import dev.orrery.client.Coin;
import dev.orrery.client.TxRequest;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.proto.JsonCodec;
import dev.orrery.client.tx.Fee;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.client.wire.Any;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.json.TxJson;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a transaction would be, as the chain would read it, and the gas that it would use. */
record DryRun(Chain chain, Account from, SignedTx tx, long gasUsed, List<ObjectNode> messages) {
    /** @throws dev.orrery.base.ChainException if it would fail, in the chain's own words */
    static DryRun of(Chain chain, Account from, TxRequest request) {
        long gasUsed = request.simulate();
        SignedTx tx = request.sign();
        Descriptors descriptors = chain.client().descriptors();
        JsonCodec codec = new JsonCodec(descriptors);
        List<ObjectNode> messages = tx.body().messages().stream()
                .map(message -> read(descriptors, codec, message))
                .toList();
        return new DryRun(chain, from, tx, gasUsed, messages);
    }

    /** {@code {"dryRun", "chain", "chainId", "from", "sequence", "gasUsed", "gasWanted", "fee", "memo", "messages"}}. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("dryRun", true)
                .put("chain", chain.name())
                .put("chainId", chain.chainId())
                .put("from", from.address())
                .put("sequence", sequence())
                .put("gasUsed", gasUsed)
                .put("gasWanted", fee().gasLimit());
        json.set("fee", TxJson.coins(fee().amount()));
        json.put("memo", tx.body().memo()).putArray("messages").addAll(messages);
        return json;
    }

    void print(Terminal terminal) {
        TxView.line(terminal, "not sent", "to " + chain.name() + " (" + chain.chainId() + "): a dry run");
        TxView.line(terminal, "from", from.address() + ", sequence " + sequence());
        TxView.line(terminal, "gas", gasUsed + " used of " + fee().gasLimit());
        TxView.line(terminal, "fee", fee().amount().isEmpty() ? "none" : Coin.toString(fee().amount()));
        if (!tx.body().memo().isEmpty()) {
            TxView.line(terminal, "memo", tx.body().memo());
        }
        String heading = "messages";
        for (JsonNode message : messages) {
            TxView.line(terminal, heading, message.toString());
            heading = "";
        }
    }

    private Fee fee() {
        return tx.authInfo().fee();
    }

    private long sequence() {
        return tx.authInfo().signers().getFirst().sequence();
    }

    private static ObjectNode read(Descriptors descriptors, JsonCodec codec, Any message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("@type", message.typeUrl());
        codec.decode(descriptors.message(message.typeUrl()), message.value()).forEachEntry(json::set);
        return json;
    }
}
