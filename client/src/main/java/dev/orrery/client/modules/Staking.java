package dev.orrery.client.modules;

import dev.orrery.client.Bech32;
import dev.orrery.client.Coin;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.proto.JsonTree;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.tx.MsgCreateValidator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Validators and what is staked with them: the SDK's {@code x/staking}, {@code cosmos.staking.v1beta1}. Amounts are in base
 * units of the staking denom. Validators are named by their operator's address, {@code cosmosvaloper1…}.
 */
public final class Staking {
    private static final String OPERATOR = "valoper";

    private final ModuleQueries staking;

    Staking(CosmosModules chain) {
        this.staking = new ModuleQueries(chain, "cosmos.staking.v1beta1.Query");
    }

    /** {@code MsgDelegate}: stakes coins with a validator. Rewards that have come up so far are paid out. */
    public static Msg delegate(String delegator, String validator, Coin amount) {
        return msg(
                "MsgDelegate",
                Map.of("delegator_address", delegator, "validator_address", validator, "amount", amount));
    }

    /**
     * {@code MsgBeginRedelegate}: moves stake from one validator to another at once. What was moved cannot be moved on
     * before the unbonding time has passed.
     */
    public static Msg redelegate(String delegator, String from, String to, Coin amount) {
        return msg(
                "MsgBeginRedelegate",
                Map.of(
                        "delegator_address",
                        delegator,
                        "validator_src_address",
                        from,
                        "validator_dst_address",
                        to,
                        "amount",
                        amount));
    }

    /** {@code MsgUndelegate}: takes stake back; it arrives when the unbonding time has passed. */
    public static Msg unbond(String delegator, String validator, Coin amount) {
        return msg(
                "MsgUndelegate",
                Map.of("delegator_address", delegator, "validator_address", validator, "amount", amount));
    }

    /**
     * {@code MsgCancelUnbondingDelegation} (SDK 0.46 and later): stakes again what unbonds.
     *
     * @param creationHeight the block in which it began to unbond, which names the entry; {@link UnbondingEntry} has it
     */
    public static Msg cancelUnbonding(String delegator, String validator, Coin amount, long creationHeight) {
        return msg(
                "MsgCancelUnbondingDelegation",
                Map.of(
                        "delegator_address",
                        delegator,
                        "validator_address",
                        validator,
                        "amount",
                        amount,
                        "creation_height",
                        creationHeight));
    }

    /**
     * {@code MsgCreateValidator}: makes a validator of an account, with the usual commission (10 %, at most 20 %, changing by
     * at most 1 % a day) and no floor to its own stake; {@link MsgCreateValidator} itself has all choices.
     *
     * @param account the operator's account, which signs and stakes
     * @param consensusKey the Ed25519 key of the node that will sign blocks
     * @param stake at least one unit of voting power (10^6 base units on most chains)
     */
    public static Msg createValidator(String account, String moniker, PublicKey consensusKey, Coin stake) {
        return new MsgCreateValidator(
                moniker,
                MsgCreateValidator.Commission.standard(),
                BigInteger.ONE,
                account,
                operatorAddress(account),
                consensusKey,
                stake);
    }

    /** {@code MsgEditValidator}: changes what a validator tells of itself, or what it takes. Signed by its operator. */
    public static Msg editValidator(String validator, ValidatorEdit edit) {
        Map<String, Object> description = new LinkedHashMap<>();
        Stream.of("moniker", "identity", "website", "security_contact", "details")
                .forEach(field ->
                        description.put(field, edit.description().getOrDefault(field, ValidatorEdit.UNCHANGED)));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("description", description);
        fields.put("validator_address", validator);
        edit.commissionRate().ifPresent(rate -> fields.put("commission_rate", rate));
        edit.minSelfDelegation().ifPresent(least -> fields.put("min_self_delegation", least));
        return msg("MsgEditValidator", fields);
    }

    /** The operator's address of an account: {@code cosmosvaloper1…} of {@code cosmos1…}. */
    public static String operatorAddress(String account) {
        Bech32.Decoded decoded = Bech32.decode(account);
        return Bech32.encode(decoded.prefix() + OPERATOR, decoded.bytes());
    }

    /** The account of a validator's operator: {@code cosmos1…} of {@code cosmosvaloper1…}. */
    public static String accountAddress(String operator) {
        Bech32.Decoded decoded = Bech32.decode(operator);
        return Bech32.encode(withoutSuffix(decoded.prefix()), decoded.bytes());
    }

    static String withoutSuffix(String prefix) {
        return prefix.endsWith(OPERATOR) ? prefix.substring(0, prefix.length() - OPERATOR.length()) : prefix;
    }

    /** All validators, also those that make no blocks. */
    public List<Validator> validators() {
        return staking.all("Validators", Map.of(), "validators", Validator.class);
    }

    /** Those in that state; {@link BondStatus#BONDED} are the ones that make blocks. */
    public List<Validator> validators(BondStatus status) {
        return staking.all(
                "Validators", Map.of("status", JsonTree.of(status).asString()), "validators", Validator.class);
    }

    /** @throws dev.orrery.base.ChainException if there is no such validator */
    public Validator validator(String operatorAddress) {
        return staking.one("Validator", Map.of("validator_addr", operatorAddress), "validator", Validator.class);
    }

    /**
     * What an account has staked with a validator.
     *
     * @param shares its part of the validator's {@code delegatorShares}
     * @param balance what these shares are worth
     */
    public record Delegation(String delegator, String validator, BigDecimal shares, Coin balance) {}

    private record WireDelegation(WireShares delegation, Coin balance) {
        Delegation flat() {
            return new Delegation(delegation.delegatorAddress, delegation.validatorAddress, delegation.shares, balance);
        }
    }

    private record WireShares(String delegatorAddress, String validatorAddress, BigDecimal shares) {}

    /** @throws dev.orrery.base.ChainException if it has nothing staked there */
    public Delegation delegation(String delegator, String validator) {
        return staking.one(
                        "Delegation",
                        Map.of("delegator_addr", delegator, "validator_addr", validator),
                        "delegation_response",
                        WireDelegation.class)
                .flat();
    }

    /** Everything that an account has staked. */
    public List<Delegation> delegations(String delegator) {
        return staking
                .all(
                        "DelegatorDelegations",
                        Map.of("delegator_addr", delegator),
                        "delegation_responses",
                        WireDelegation.class)
                .stream()
                .map(WireDelegation::flat)
                .toList();
    }

    /** Everything that is staked with a validator. */
    public List<Delegation> delegationsTo(String validator) {
        return staking
                .all(
                        "ValidatorDelegations",
                        Map.of("validator_addr", validator),
                        "delegation_responses",
                        WireDelegation.class)
                .stream()
                .map(WireDelegation::flat)
                .toList();
    }

    /** What an account takes back from one validator. */
    public record Unbonding(String delegatorAddress, String validatorAddress, List<UnbondingEntry> entries) {}

    /**
     * One time that it took something back.
     *
     * @param creationHeight the block in which it began
     * @param completionTime when it arrives
     * @param initialBalance what it was, in base units
     * @param balance what is left of it: less if the validator was slashed
     */
    public record UnbondingEntry(
            long creationHeight, Instant completionTime, BigInteger initialBalance, BigInteger balance) {}

    /** What a delegator has taken back and not received yet. */
    public List<Unbonding> unbondings(String delegator) {
        return staking.all(
                "DelegatorUnbondingDelegations",
                Map.of("delegator_addr", delegator),
                "unbonding_responses",
                Unbonding.class);
    }

    /** All stake: what makes blocks, and what does not. */
    public record Pool(BigInteger notBondedTokens, BigInteger bondedTokens) {}

    /** All stake of the chain, in base units of its staking denom. */
    public Pool pool() {
        return staking.one("Pool", Map.of(), "pool", Pool.class);
    }

    /**
     * The module's rules.
     *
     * @param unbondingTime how long stake can be slashed after it was taken back
     * @param maxValidators how many make blocks at most
     * @param maxEntries how often one account may unbond from one validator at the same time
     */
    public record Params(
            Duration unbondingTime,
            int maxValidators,
            int maxEntries,
            int historicalEntries,
            String bondDenom,
            BigDecimal minCommissionRate) {}

    /** As they are now; governance changes them. */
    public Params params() {
        return staking.one("Params", Map.of(), "params", Params.class);
    }

    private static Msg msg(String name, Map<String, ?> fields) {
        return Msg.of("/cosmos.staking.v1beta1." + name, fields);
    }
}
