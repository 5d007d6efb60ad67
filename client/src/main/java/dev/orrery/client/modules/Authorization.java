package dev.orrery.client.modules;

import dev.orrery.client.Coin;
import dev.orrery.client.proto.JsonTree;
import dev.orrery.client.proto.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What somebody may do in another's name: the authorizations of the SDK's {@code x/authz}, {@code x/bank} and
 * {@code x/staking}. Any other one is {@link #of}.
 *
 * @param toJson the authorization with its {@code @type}
 */
public record Authorization(JsonNode toJson) implements JsonValue {

    /** What may be done with stake: {@code cosmos.staking.v1beta1.AuthorizationType}. */
    public enum StakeAction {
        DELEGATE,
        UNDELEGATE,
        REDELEGATE,
        /** SDK 0.50 and later. */
        CANCEL_UNBONDING_DELEGATION
    }

    /**
     * {@code GenericAuthorization}: all messages of a type.
     *
     * @param typeUrl {@code /cosmos.gov.v1.MsgVote}
     */
    public static Authorization generic(String typeUrl) {
        return of("/cosmos.authz.v1beta1.GenericAuthorization", Map.of("msg", typeUrl));
    }

    /**
     * {@code SendAuthorization}: sending up to these coins in all.
     *
     * @param recipients to whom; to anybody if there are none (a list wants SDK 0.47 or later)
     */
    public static Authorization send(List<Coin> limit, String... recipients) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("spend_limit", Coin.sorted(limit));
        if (recipients.length > 0) {
            fields.put("allow_list", List.of(recipients));
        }
        return of("/cosmos.bank.v1beta1.SendAuthorization", fields);
    }

    /**
     * {@code StakeAuthorization}: one kind of staking with some validators.
     *
     * @param limit how much in all; as much as there is if empty
     * @param validators {@code cosmosvaloper1…}, at least one
     */
    public static Authorization stake(StakeAction action, Optional<Coin> limit, String... validators) {
        Map<String, Object> fields = new LinkedHashMap<>();
        limit.ifPresent(coin -> fields.put("max_tokens", coin));
        fields.put("allow_list", Map.of("address", List.of(validators)));
        fields.put("authorization_type", "AUTHORIZATION_TYPE_" + action);
        return of("/cosmos.staking.v1beta1.StakeAuthorization", fields);
    }

    /** Any authorization that the chain knows, {@code /ibc.applications.transfer.v1.TransferAuthorization}. */
    public static Authorization of(String typeUrl, Map<String, ?> fields) {
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("@type", typeUrl);
        typed.putAll(fields);
        return new Authorization(JsonTree.of(typed));
    }
}
