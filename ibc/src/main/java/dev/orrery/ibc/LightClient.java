package dev.orrery.ibc;

import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.internal.ProofSpecs;
import dev.orrery.ibc.internal.Times;
import java.time.Duration;

/**
 * A light client of a CometBFT chain, as the chain that holds it has it (ICS-07; ibc-go
 * {@code ibc.lightclients.tendermint.v1.ClientState}).
 *
 * @param chainId the chain that it follows
 * @param trustLevel what part of the validators it trusts must have signed a header
 * @param trustingPeriod how old what it trusts may become before it expires
 * @param unbondingPeriod how long that chain's validators can be punished
 * @param maxClockDrift how far ahead of the holder's clock a header may be
 * @param frozen whether misbehaviour was submitted
 * @param latestHeight the newest height it has a consensus state of
 */
public record LightClient(
        String chainId,
        TrustLevel trustLevel,
        Duration trustingPeriod,
        Duration unbondingPeriod,
        Duration maxClockDrift,
        boolean frozen,
        Height latestHeight) {
    private static final String TYPE = "/ibc.lightclients.tendermint.v1.ClientState";

    static LightClient decode(Any state) {
        ProtoReader fields = ProtoReader.of(state.value());
        return new LightClient(
                fields.string(1),
                TrustLevel.decode(fields.message(2)),
                Times.duration(fields.message(3)),
                Times.duration(fields.message(4)),
                Times.duration(fields.message(5)),
                !Height.decode(fields.message(6)).isZero(),
                Height.decode(fields.message(7)));
    }

    /** A new client, as {@code MsgCreateClient} has it, for the stores of SDK chains (ICS-23). */
    Any encode() {
        ProtoWriter out = new ProtoWriter()
                .string(1, chainId)
                .message(2, trustLevel.encode())
                .message(3, Times.encode(trustingPeriod))
                .message(4, Times.encode(unbondingPeriod))
                .message(5, Times.encode(maxClockDrift))
                .message(6, Height.ZERO.encode())
                .message(7, latestHeight.encode());
        ProofSpecs.SDK.forEach(spec -> out.message(8, spec));
        return new Any(
                TYPE, out.string(9, "upgrade").string(9, "upgradedIBCState").toByteArray());
    }
}
