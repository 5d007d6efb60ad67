package dev.orrery.client.tx;

import dev.orrery.client.proto.JsonTree;
import dev.orrery.client.wire.Any;
import tools.jackson.databind.JsonNode;

/** A message that knows its own bytes. Records of your own may implement it. */
public non-sealed interface EncodedMsg extends Msg {
    /** The message in protobuf's binary form, fields in ascending order, defaults left out. */
    byte[] encode();

    default Any toAny() {
        return new Any(typeUrl(), encode());
    }

    /** Encoded, as it is. */
    @Override
    default JsonNode toJson() {
        return JsonTree.of(toAny());
    }
}
