package dev.orrery.client.modules;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.tx.Msg;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The provider's side of Interchain Security: {@code interchain_security.ccv.provider.v1} (ICS v6 and later, where consumers
 * have an owner and a number). Validators are named by their operator's address in messages, by their consensus address in
 * queries.
 */
public final class Provider {
    private static final String PACKAGE = "interchain_security.ccv.provider.v1";

    private final ModuleQueries provider;

    Provider(CosmosModules chain) {
        this.provider = new ModuleQueries(chain, PACKAGE + ".Query");
    }

    /** What a consumer chain tells of itself; none of it may be empty. */
    public record Metadata(String name, String description, String metadata) {}

    /**
     * Who validates a consumer chain: {@code PowerShapingParameters}.
     *
     * @param topN 0 for those who opt in, else 50 to 100 percent of the provider's power; only governance may own such a chain
     * @param validatorsPowerCap the most power of one validator, in percent; 0 for no limit
     * @param validatorSetCap the most validators; 0 for no limit
     * @param allowlist consensus addresses of the only validators that may; empty for all
     * @param denylist consensus addresses of validators that may not
     * @param minStake in base units of the provider
     * @param allowInactiveVals whether validators may that make no blocks on the provider
     */
    public record PowerShaping(
            @JsonProperty("top_N") int topN,
            int validatorsPowerCap,
            int validatorSetCap,
            List<String> allowlist,
            List<String> denylist,
            long minStake,
            boolean allowInactiveVals) {
        /** Whoever opts in, without limits. */
        public static PowerShaping optIn() {
            return new PowerShaping(0, 0, 0, List.of(), List.of(), 0, false);
        }
    }

    /**
     * {@code MsgCreateConsumer}: registers a consumer chain; {@link #consumerId} finds its number in the result.
     *
     * @param submitter who will own it
     * @param launch when and how; it can be given later by {@link #updateConsumer} if empty
     */
    public static Msg createConsumer(
            String submitter,
            String chainId,
            Metadata metadata,
            Optional<ConsumerLaunch> launch,
            PowerShaping shaping) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("submitter", submitter);
        fields.put("chain_id", chainId);
        fields.put("metadata", metadata);
        launch.ifPresent(it -> fields.put("initialization_parameters", it.fields()));
        fields.put("power_shaping_parameters", shaping);
        return msg("MsgCreateConsumer", fields);
    }

    /**
     * The number of the consumer that a transaction created.
     *
     * @throws InvalidInputException if it created none
     */
    public static String consumerId(TxResult result) {
        return result.attribute("create_consumer", "consumer_id")
                .orElseThrow(() -> new InvalidInputException(Failure.doing("looking for the consumer of a transaction")
                        .where("transaction " + result.hash())
                        .expected("an event create_consumer with a consumer_id")
                        .seen("no such event")
                        .build()));
    }

    /**
     * What is to change of a consumer chain; what is empty stays.
     *
     * @param rewardDenoms all denoms, as the provider calls them, that it takes as rewards from this consumer
     */
    public record ConsumerUpdate(
            Optional<String> newOwner,
            Optional<Metadata> metadata,
            Optional<ConsumerLaunch> launch,
            Optional<PowerShaping> shaping,
            Optional<List<String>> rewardDenoms) {
        public static ConsumerUpdate nothing() {
            return new ConsumerUpdate(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        public ConsumerUpdate owner(String address) {
            return new ConsumerUpdate(Optional.of(address), metadata, launch, shaping, rewardDenoms);
        }

        public ConsumerUpdate metadata(Metadata changed) {
            return new ConsumerUpdate(newOwner, Optional.of(changed), launch, shaping, rewardDenoms);
        }

        public ConsumerUpdate launch(ConsumerLaunch changed) {
            return new ConsumerUpdate(newOwner, metadata, Optional.of(changed), shaping, rewardDenoms);
        }

        public ConsumerUpdate shaping(PowerShaping changed) {
            return new ConsumerUpdate(newOwner, metadata, launch, Optional.of(changed), rewardDenoms);
        }

        public ConsumerUpdate rewardDenoms(String... denoms) {
            return new ConsumerUpdate(newOwner, metadata, launch, shaping, Optional.of(List.of(denoms)));
        }
    }

    /** {@code MsgUpdateConsumer}. Signed by the owner. */
    public static Msg updateConsumer(String owner, String consumerId, ConsumerUpdate update) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("owner", owner);
        fields.put("consumer_id", consumerId);
        update.newOwner.ifPresent(address -> fields.put("new_owner_address", address));
        update.metadata.ifPresent(it -> fields.put("metadata", it));
        update.launch.ifPresent(it -> fields.put("initialization_parameters", it.fields()));
        update.shaping.ifPresent(it -> fields.put("power_shaping_parameters", it));
        update.rewardDenoms.ifPresent(it -> fields.put("allowlisted_reward_denoms", Map.of("denoms", it)));
        return msg("MsgUpdateConsumer", fields);
    }

    /** {@code MsgRemoveConsumer}: stops a launched consumer; it is deleted when the unbonding time has passed. */
    public static Msg removeConsumer(String owner, String consumerId) {
        return msg("MsgRemoveConsumer", Map.of("owner", owner, "consumer_id", consumerId));
    }

    /**
     * {@code MsgOptIn}: a validator will validate a consumer. Signed by its operator.
     *
     * @param validator the operator's address: {@code cosmosvaloper1…}
     */
    public static Msg optIn(String validator, String consumerId) {
        return msg("MsgOptIn", validatorFields(validator, consumerId));
    }

    /** As {@link #optIn(String, String)}, with another consensus key than on the provider. */
    public static Msg optIn(String validator, String consumerId, PublicKey consumerKey) {
        Map<String, Object> fields = validatorFields(validator, consumerId);
        fields.put("consumer_key", json(consumerKey));
        return msg("MsgOptIn", fields);
    }

    /** {@code MsgOptOut}: a validator leaves a launched consumer. Signed by its operator. */
    public static Msg optOut(String validator, String consumerId) {
        return msg("MsgOptOut", validatorFields(validator, consumerId));
    }

    /** {@code MsgAssignConsumerKey}: a validator signs the consumer's blocks with another key. Signed by its operator. */
    public static Msg assignConsumerKey(String validator, String consumerId, PublicKey consumerKey) {
        Map<String, Object> fields = validatorFields(validator, consumerId);
        fields.put("consumer_key", json(consumerKey));
        return msg("MsgAssignConsumerKey", fields);
    }

    /**
     * {@code MsgSetConsumerCommissionRate}: what a validator keeps of a consumer's rewards. Signed by its operator.
     *
     * @param rate a fraction of 1, at least the provider's minimum
     */
    public static Msg setConsumerCommissionRate(String validator, String consumerId, BigDecimal rate) {
        Map<String, Object> fields = validatorFields(validator, consumerId);
        fields.put("rate", rate);
        return msg("MsgSetConsumerCommissionRate", fields);
    }

    /**
     * {@code MsgChangeRewardDenoms}, to be proposed: which denoms of consumers count as rewards.
     *
     * @param authority who decides, {@link Gov#authority()}
     */
    public static Msg changeRewardDenoms(String authority, List<String> add, List<String> remove) {
        return msg(
                "MsgChangeRewardDenoms",
                Map.of("authority", authority, "denoms_to_add", add, "denoms_to_remove", remove));
    }

    /** All consumers that are not deleted. */
    public List<ConsumerChain> consumerChains() {
        return provider.all("QueryConsumerChains", Map.of(), "chains", ConsumerChain.class);
    }

    /**
     * One consumer.
     *
     * @param clientId the provider's light client of it; empty before it was launched
     */
    public record Consumer(
            String consumerId, String chainId, String ownerAddress, ConsumerPhase phase, String clientId) {}

    /** @throws dev.orrery.base.ChainException if there is none */
    public Consumer consumerChain(String consumerId) {
        return provider.whole("QueryConsumerChain", Map.of("consumer_id", consumerId), Consumer.class);
    }

    /**
     * What goes into the consumer's genesis as {@code app_state.ccvconsumer}.
     *
     * @throws dev.orrery.base.ChainException if it was not launched yet
     */
    public JsonNode consumerGenesis(String consumerId) {
        return provider.ask("QueryConsumerGenesis", Map.of("consumer_id", consumerId))
                .path("genesis_state");
    }

    /** Who has opted in, by consensus addresses of the provider. */
    public List<String> optedIn(String consumerId) {
        return provider.ask("QueryConsumerChainOptedInValidators", Map.of("consumer_id", consumerId))
                .path("validators_provider_addresses")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** The address of the key that a validator has assigned for a consumer; empty if it has not. */
    public Optional<String> assignedAddress(String consensusAddress, String consumerId) {
        return Optional.of(provider.text(
                        "QueryValidatorConsumerAddr",
                        Map.of("provider_address", consensusAddress, "consumer_id", consumerId),
                        "consumer_address"))
                .filter(address -> !address.isEmpty());
    }

    /**
     * What a validator takes of a consumer's rewards, a fraction of 1; what it takes on the provider unless it said
     * otherwise.
     */
    public BigDecimal commissionRate(String consensusAddress, String consumerId) {
        return provider.one(
                "QueryValidatorConsumerCommissionRate",
                Map.of("provider_address", consensusAddress, "consumer_id", consumerId),
                "rate",
                BigDecimal.class);
    }

    /** The consumers that a validator validates, or will. */
    public List<String> consumersOf(String consensusAddress) {
        return provider.ask("QueryConsumerChainsValidatorHasToValidate", Map.of("provider_address", consensusAddress))
                .path("consumer_ids")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static Map<String, Object> validatorFields(String validator, String consumerId) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider_addr", validator);
        fields.put("consumer_id", consumerId);
        fields.put("signer", Staking.accountAddress(validator));
        return fields;
    }

    /** The provider wants a key as a text that holds the SDK's JSON. */
    private static String json(PublicKey key) {
        return "{\"@type\":\"" + key.type().typeUrl() + "\",\"key\":\"" + key.base64() + "\"}";
    }

    private static Msg msg(String name, Map<String, ?> fields) {
        return Msg.of("/" + PACKAGE + "." + name, fields);
    }
}
