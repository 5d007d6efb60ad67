package dev.orrery.ibc.internal;

import dev.orrery.client.wire.ProtoWriter;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * {@code tendermint.types.BlockID}: a block's hash, and the parts it is gossiped in.
 *
 * @param hash upper-case hexadecimal
 * @param partsHash upper-case hexadecimal
 */
record BlockId(String hash, long parts, String partsHash) {
    static BlockId read(JsonNode json) {
        JsonNode parts = json.path("parts");
        return new BlockId(
                json.path("hash").asString(""),
                parts.path("total").asLong(0),
                parts.path("hash").asString(""));
    }

    byte[] encode() {
        return new ProtoWriter().bytes(1, hex(hash)).message(2, partSetHeader()).toByteArray();
    }

    /** {@code PartSetHeader}, the same in its canonical form. */
    private ProtoWriter partSetHeader() {
        return new ProtoWriter().varint(1, parts).bytes(2, hex(partsHash));
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
