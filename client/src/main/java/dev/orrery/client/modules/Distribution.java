package dev.orrery.client.modules;

import dev.orrery.client.Coin;
import dev.orrery.client.proto.RecordMapper;
import dev.orrery.client.tx.Msg;
import java.util.List;
import java.util.Map;

/** Rewards of those who stake, and the community's coins: the SDK's {@code x/distribution}, {@code cosmos.distribution.v1beta1}. */
public final class Distribution {
    private final ModuleQueries distribution;

    Distribution(CosmosModules chain) {
        this.distribution = new ModuleQueries(chain, "cosmos.distribution.v1beta1.Query");
    }

    /** {@code MsgWithdrawDelegatorReward}: has the rewards paid out that came up with one validator. */
    public static Msg withdrawRewards(String delegator, String validator) {
        return msg(
                "MsgWithdrawDelegatorReward", Map.of("delegator_address", delegator, "validator_address", validator));
    }

    /** {@code MsgWithdrawValidatorCommission}: has a validator's own part paid out. Signed by its operator. */
    public static Msg withdrawCommission(String validator) {
        return msg("MsgWithdrawValidatorCommission", Map.of("validator_address", validator));
    }

    /** {@code MsgSetWithdrawAddress}: rewards go to another account from now on. */
    public static Msg setWithdrawAddress(String delegator, String recipient) {
        return msg("MsgSetWithdrawAddress", Map.of("delegator_address", delegator, "withdraw_address", recipient));
    }

    /** {@code MsgFundCommunityPool}: gives coins to the community. */
    public static Msg fundCommunityPool(String depositor, Coin... coins) {
        return msg("MsgFundCommunityPool", Map.of("depositor", depositor, "amount", Coin.sorted(List.of(coins))));
    }

    /**
     * {@code MsgCommunityPoolSpend} (SDK 0.47 and later), to be proposed: gives coins of the community to an account.
     *
     * @param authority who decides, {@link Gov#authority()}
     */
    public static Msg communityPoolSpend(String authority, String recipient, Coin... coins) {
        return msg(
                "MsgCommunityPoolSpend",
                Map.of("authority", authority, "recipient", recipient, "amount", Coin.sorted(List.of(coins))));
    }

    /** {@code MsgDepositValidatorRewardsPool} (SDK 0.50 and later): gives coins to all who stake with a validator. */
    public static Msg depositRewards(String depositor, String validator, Coin... coins) {
        return msg(
                "MsgDepositValidatorRewardsPool",
                Map.of("depositor", depositor, "validator_address", validator, "amount", Coin.sorted(List.of(coins))));
    }

    /** What an account could withdraw of its stake with one validator. */
    public List<DecCoin> rewards(String delegator, String validator) {
        return distribution.all(
                "DelegationRewards",
                Map.of("delegator_address", delegator, "validator_address", validator),
                "rewards",
                DecCoin.class);
    }

    /** What an account could withdraw, by validator and in all. */
    public record Rewards(List<ValidatorRewards> rewards, List<DecCoin> total) {}

    /** What came up with one validator. */
    public record ValidatorRewards(String validatorAddress, List<DecCoin> reward) {}

    /** What a delegator could withdraw now; nothing of everything where it has delegated nothing. */
    public Rewards rewards(String delegator) {
        return distribution.whole("DelegationTotalRewards", Map.of("delegator_address", delegator), Rewards.class);
    }

    /** What a validator could withdraw as its own part. */
    public List<DecCoin> commission(String validator) {
        return coins("ValidatorCommission", Map.of("validator_address", validator), "/commission/commission");
    }

    /** All that a validator and those who stake with it have not withdrawn yet. */
    public List<DecCoin> outstandingRewards(String validator) {
        return coins("ValidatorOutstandingRewards", Map.of("validator_address", validator), "/rewards/rewards");
    }

    /** What the community has. */
    public List<DecCoin> communityPool() {
        return coins("CommunityPool", Map.of(), "/pool");
    }

    /** Where an account's rewards go: itself unless it said otherwise. */
    public String withdrawAddress(String delegator) {
        return distribution.text(
                "DelegatorWithdrawAddress", Map.of("delegator_address", delegator), "withdraw_address");
    }

    private List<DecCoin> coins(String method, Map<String, ?> request, String pointer) {
        return distribution
                .ask(method, request)
                .at(pointer)
                .valueStream()
                .map(coin -> RecordMapper.map(coin, DecCoin.class))
                .toList();
    }

    private static Msg msg(String name, Map<String, ?> fields) {
        return Msg.of("/cosmos.distribution.v1beta1." + name, fields);
    }
}
