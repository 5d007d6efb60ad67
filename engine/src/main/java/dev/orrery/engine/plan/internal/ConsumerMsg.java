package dev.orrery.engine.plan.internal;

import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.ProtoWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The messages that register a consumer chain and have validators run it, in both of protobuf's forms (x/ccv/provider). */
final class ConsumerMsg implements EncodedMsg {
    private static final String PACKAGE = "/interchain_security.ccv.provider.v1.";
    /** Go's zero {@code time.Time}: no spawn time, so that the provider does not launch what is launched already. */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private static final Duration CCV_TIMEOUT = Duration.ofDays(28);
    private static final Duration TRANSFER_TIMEOUT = Duration.ofHours(1);
    private static final Duration RETRY_DELAY = Duration.ofHours(1);
    private static final String CONSUMERS_SHARE = "0.75";
    private static final long BLOCKS_PER_REWARD = 1000;
    private static final long HISTORICAL_ENTRIES = 10_000;

    private final String name;
    private final ProtoWriter fields;
    private final ObjectNode json;

    private ConsumerMsg(String name, ProtoWriter fields, ObjectNode json) {
        this.name = name;
        this.fields = fields;
        this.json = json.put("@type", typeUrl());
    }

    /** @param owner who may change the consumer on the provider */
    static ConsumerMsg create(ConsumerLink link, String owner, Optional<String> rewardDenom) {
        String chain = link.consumer().name();
        String description = "a consumer chain of " + link.provider().name();
        ProtoWriter fields = new ProtoWriter()
                .string(1, owner)
                .string(2, link.consumer().chainId())
                .message(
                        3,
                        new ProtoWriter()
                                .string(1, chain)
                                .string(2, description)
                                .string(3, "none"))
                .message(4, launch(link));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("submitter", owner).put("chain_id", link.consumer().chainId());
        json.putObject("metadata")
                .put("name", chain)
                .put("description", description)
                .put("metadata", "none");
        launchJson(link, json.putObject("initialization_parameters"));
        rewardDenom.ifPresent(denom -> {
            fields.message(6, new ProtoWriter().string(1, denom));
            json.putObject("allowlisted_reward_denoms").putArray("denoms").add(denom);
        });
        return new ConsumerMsg("MsgCreateConsumer", fields, json);
    }

    /**
     * Has a validator run a consumer chain.
     *
     * @param key what it signs the consumer's blocks with; empty: its key on the provider
     */
    static ConsumerMsg optIn(String consumerId, String validator, String signer, Optional<PublicKey> key) {
        String consumerKey = key.map(it -> it.json().toString()).orElse("");
        ProtoWriter fields = new ProtoWriter()
                .string(2, validator)
                .string(3, consumerKey)
                .string(4, signer)
                .string(5, consumerId);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("chain_id", "")
                .put("provider_addr", validator)
                .put("consumer_key", consumerKey)
                .put("signer", signer)
                .put("consumer_id", consumerId);
        return new ConsumerMsg("MsgOptIn", fields, json);
    }

    /** What the provider keeps of the parameters with which it launched the consumer. */
    static void launchParams(ConsumerLink link, ObjectNode params) {
        params.put("enabled", true)
                .put("blocks_per_distribution_transmission", Long.toString(BLOCKS_PER_REWARD))
                .put("distribution_transmission_channel", link.rewardsChannel().orElse(""))
                .put("provider_fee_pool_addr_str", "")
                .put("ccv_timeout_period", ProtoDurations.text(CCV_TIMEOUT))
                .put("transfer_timeout_period", ProtoDurations.text(TRANSFER_TIMEOUT))
                .put("consumer_redistribution_fraction", CONSUMERS_SHARE)
                .put("historical_entries", Long.toString(HISTORICAL_ENTRIES))
                .put("unbonding_period", ProtoDurations.text(link.consumer().unbonding()))
                .put("soft_opt_out_threshold", "0");
        params.putArray("reward_denoms");
        params.putArray("provider_reward_denoms");
        params.put("retry_delay_period", ProtoDurations.text(RETRY_DELAY)).put("consumer_id", link.id());
    }

    private static ProtoWriter launch(ConsumerLink link) {
        long revision = GenesisClient.revision(link.consumer().chainId());
        return new ProtoWriter()
                .message(1, new ProtoWriter().varint(1, revision).varint(2, 1))
                .message(4, new ProtoWriter().varint(1, NEVER.getEpochSecond()))
                .message(5, duration(link.consumer().unbonding()))
                .message(6, duration(CCV_TIMEOUT))
                .message(7, duration(TRANSFER_TIMEOUT))
                .string(8, CONSUMERS_SHARE)
                .varint(9, BLOCKS_PER_REWARD)
                .varint(10, HISTORICAL_ENTRIES)
                .string(11, link.rewardsChannel().orElse(""))
                .string(12, link.atProvider().connectionId());
    }

    private static void launchJson(ConsumerLink link, ObjectNode json) {
        long revision = GenesisClient.revision(link.consumer().chainId());
        json.putObject("initial_height")
                .put("revision_number", Long.toUnsignedString(revision))
                .put("revision_height", "1");
        json.put("spawn_time", NEVER.toString())
                .put("unbonding_period", ProtoDurations.text(link.consumer().unbonding()))
                .put("ccv_timeout_period", ProtoDurations.text(CCV_TIMEOUT))
                .put("transfer_timeout_period", ProtoDurations.text(TRANSFER_TIMEOUT))
                .put("consumer_redistribution_fraction", CONSUMERS_SHARE)
                .put("blocks_per_distribution_transmission", Long.toString(BLOCKS_PER_REWARD))
                .put("historical_entries", Long.toString(HISTORICAL_ENTRIES))
                .put("distribution_transmission_channel", link.rewardsChannel().orElse(""))
                .put("connection_id", link.atProvider().connectionId());
    }

    private static ProtoWriter duration(Duration duration) {
        return new ProtoWriter().varint(1, duration.toSeconds()).varint(2, duration.toNanosPart());
    }

    @Override
    public String typeUrl() {
        return PACKAGE + name;
    }

    @Override
    public byte[] encode() {
        return fields.toByteArray();
    }

    /** The message as the genesis file has it. */
    ObjectNode json() {
        return json;
    }
}
