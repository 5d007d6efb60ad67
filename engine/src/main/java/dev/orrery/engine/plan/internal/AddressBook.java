package dev.orrery.engine.plan.internal;

import dev.orrery.base.Sha256;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * CometBFT's address book with all peers of the chain in it. Persistent peers alone are dialled after a random pause of up to
 * 3 s (p2p {@code Switch.dialPeersAsync}); peers that the book holds at start are dialled at once (pex
 * {@code ensurePeersRoutine}). Only numeric addresses can stand in the book.
 */
final class AddressBook {
    private static final String NO_TIME = "0001-01-01T00:00:00Z";
    private static final int NEW_BUCKET = 1;

    private AddressBook() {}

    static String json(ChainLayout chain, NodeLayout self) {
        ObjectNode book = JsonNodeFactory.instance.objectNode();
        book.put("key", key(self));
        ArrayNode addresses = book.putArray("addrs");
        int bucket = 0;
        for (NodeLayout peer : chain.nodes()) {
            if (!peer.id().equals(self.id()) && numeric(peer.address().host())) {
                ObjectNode entry = addresses.addObject();
                entry.set("addr", address(peer));
                entry.set("src", address(peer));
                entry.putArray("buckets").add(bucket++);
                entry.put("attempts", 0).put("bucket_type", NEW_BUCKET);
                entry.put("last_attempt", NO_TIME).put("last_success", NO_TIME).put("last_ban_time", NO_TIME);
            }
        }
        return book.toString();
    }

    private static ObjectNode address(NodeLayout peer) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", KeyFiles.nodeId(peer))
                .put("ip", peer.address().host())
                .put("port", peer.address().p2p());
    }

    private static boolean numeric(String host) {
        return host.matches("[0-9.]+|.*:.*");
    }

    /** The book wants 24 bytes to scatter addresses with; they need not be secret here, only the same each time. */
    private static String key(NodeLayout self) {
        byte[] hash = Sha256.of(self.nodeKey().publicKey().address());
        return HexFormat.of().formatHex(Arrays.copyOf(hash, 12));
    }
}
