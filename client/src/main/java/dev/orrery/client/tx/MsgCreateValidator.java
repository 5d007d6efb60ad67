package dev.orrery.client.tx;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.wire.ProtoWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code cosmos.staking.v1beta1.MsgCreateValidator}: makes a validator, in a gentx or on a running chain.
 *
 * @param moniker the validator's name
 * @param commission its rates
 * @param minSelfDelegation at least 1, in base units
 * @param delegatorAddress the operator's account address. The SDK reads it up to 0.47, calls it deprecated since 0.50
 *     and then wants it empty or equal to the operator; empty is allowed
 * @param validatorAddress the operator's address with the {@code valoper} prefix
 * @param consensusKey the Ed25519 key that signs blocks
 * @param selfDelegation the stake
 */
public record MsgCreateValidator(
        String moniker,
        Commission commission,
        BigInteger minSelfDelegation,
        String delegatorAddress,
        String validatorAddress,
        PublicKey consensusKey,
        Coin selfDelegation)
        implements EncodedMsg {

    /**
     * What a validator keeps of its delegators' rewards, as fractions of 1 with at most 18 decimals.
     *
     * @param rate what it takes now
     * @param maxRate what it may ever take
     * @param maxChangeRate by how much it may change within a day
     */
    public record Commission(BigDecimal rate, BigDecimal maxRate, BigDecimal maxChangeRate) {
        public Commission {
            wire(rate);
            wire(maxRate);
            wire(maxChangeRate);
        }

        /** What {@code gentx} takes if it is told nothing: 10 %, at most 20 %, changing by at most 1 %. */
        public static Commission standard() {
            return new Commission(new BigDecimal("0.1"), new BigDecimal("0.2"), new BigDecimal("0.01"));
        }
    }

    @Override
    public String typeUrl() {
        return "/cosmos.staking.v1beta1.MsgCreateValidator";
    }

    @Override
    public byte[] encode() {
        return new ProtoWriter()
                .message(1, new ProtoWriter().string(1, moniker))
                .message(
                        2,
                        new ProtoWriter()
                                .string(1, wire(commission.rate))
                                .string(2, wire(commission.maxRate))
                                .string(3, wire(commission.maxChangeRate)))
                .string(3, minSelfDelegation.toString())
                .string(4, delegatorAddress)
                .string(5, validatorAddress)
                .any(6, consensusKey.toAny())
                .message(7, CoinWire.encode(selfDelegation))
                .toByteArray();
    }

    /** The message as the genesis file of a chain has it, in the SDK's JSON. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("@type", typeUrl());
        json.putObject("description")
                .put("moniker", moniker)
                .put("identity", "")
                .put("website", "")
                .put("security_contact", "")
                .put("details", "");
        json.putObject("commission")
                .put("rate", text(commission.rate))
                .put("max_rate", text(commission.maxRate))
                .put("max_change_rate", text(commission.maxChangeRate));
        json.put("min_self_delegation", minSelfDelegation.toString())
                .put("delegator_address", delegatorAddress)
                .put("validator_address", validatorAddress);
        json.set("pubkey", consensusKey.json());
        json.set("value", CoinWire.json(selfDelegation));
        return json;
    }

    /** The SDK's LegacyDec travels as the integer of its 18 decimals: 0.1 is 100000000000000000. */
    private static String wire(BigDecimal rate) {
        if (rate.signum() < 0 || rate.stripTrailingZeros().scale() > 18) {
            throw new InvalidInputException(Failure.doing("reading the commission rate " + rate)
                    .expected("a fraction of 1 with at most 18 decimals")
                    .seen(rate.toPlainString())
                    .build());
        }
        return rate.movePointRight(18).toBigIntegerExact().toString();
    }

    private static String text(BigDecimal rate) {
        return rate.setScale(18).toPlainString();
    }
}
