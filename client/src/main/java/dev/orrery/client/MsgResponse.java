package dev.orrery.client;

import dev.orrery.client.wire.Any;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What a message of a transaction returned: {@code MsgSubmitProposalResponse} with the proposal's number. Immutable.
 */
public final class MsgResponse {
    private final Any any;
    private final Function<Any, JsonNode> decoder;

    /** @param decoder makes JSON of it, by the chain's descriptors; called only by {@link #json()} */
    public MsgResponse(Any any, Function<Any, JsonNode> decoder) {
        this.any = any;
        this.decoder = decoder;
    }

    /** Its type: {@code /cosmos.gov.v1.MsgSubmitProposalResponse}. */
    public String typeUrl() {
        return any.typeUrl();
    }

    /** Its encoded form. */
    public byte[] value() {
        return any.value();
    }

    /**
     * Its fields, by the chain's own descriptors, which are asked for if they are not known yet.
     *
     * @throws dev.orrery.base.InvalidInputException if the chain does not describe its type
     */
    public JsonNode json() {
        return decoder.apply(any);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MsgResponse response && any.equals(response.any);
    }

    @Override
    public int hashCode() {
        return any.hashCode();
    }

    @Override
    public String toString() {
        return any.toString();
    }
}
