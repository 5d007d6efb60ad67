package dev.orrery.client.modules;

import dev.orrery.client.Bech32;
import dev.orrery.client.keys.KeyType;
import dev.orrery.client.keys.PublicKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/**
 * A validator as {@code x/staking} keeps it: {@code cosmos.staking.v1beta1.Validator}.
 *
 * @param operatorAddress {@code cosmosvaloper1…}
 * @param consensusPubkey the key that signs its blocks, with its type
 * @param jailed whether it is kept from making blocks
 * @param tokens all that is staked with it, in base units of the staking denom
 * @param delegatorShares what {@code tokens} is divided into; both are equal until it is slashed
 * @param unbondingHeight where it began to unbond, if it did
 * @param unbondingTime when it has unbonded, if it does
 * @param minSelfDelegation what its operator must stake at least, in base units
 */
public record Validator(
        String operatorAddress,
        JsonNode consensusPubkey,
        boolean jailed,
        BondStatus status,
        BigInteger tokens,
        BigDecimal delegatorShares,
        Description description,
        long unbondingHeight,
        Instant unbondingTime,
        Commission commission,
        BigInteger minSelfDelegation) {

    /** What a validator tells of itself. */
    public record Description(
            String moniker, String identity, String website, String securityContact, String details) {}

    /**
     * What a validator keeps of the rewards of those who stake with it.
     *
     * @param updateTime when it changed last; it may change once in 24 hours
     */
    public record Commission(Rates commissionRates, Instant updateTime) {}

    /** Fractions of 1: what it takes, the most that it may take, and by how much it may change in a day. */
    public record Rates(BigDecimal rate, BigDecimal maxRate, BigDecimal maxChangeRate) {}

    public boolean isBonded() {
        return status == BondStatus.BONDED;
    }

    /**
     * The key that signs its blocks.
     *
     * @throws dev.orrery.base.InvalidInputException if it is no Ed25519 key; {@link #consensusPubkey()} has it then
     */
    public PublicKey consensusKey() {
        String key = consensusPubkey.path("key").asString("");
        return new PublicKey(KeyType.ED25519, Base64.getDecoder().decode(key));
    }

    /** The address of its consensus key: {@code cosmosvalcons1…}. */
    public String consensusAddress() {
        String operator = Bech32.decode(operatorAddress).prefix();
        return consensusKey().address(Staking.withoutSuffix(operator) + "valcons");
    }

    /** The account of its operator: {@code cosmos1…}. */
    public String accountAddress() {
        return Staking.accountAddress(operatorAddress);
    }
}
