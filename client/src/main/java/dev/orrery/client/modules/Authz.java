package dev.orrery.client.modules;

import dev.orrery.client.tx.Msg;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Acting in another's name: the SDK's {@code x/authz}, {@code cosmos.authz.v1beta1}. */
public final class Authz {
    private final ModuleQueries authz;

    Authz(CosmosModules chain) {
        this.authz = new ModuleQueries(chain, "cosmos.authz.v1beta1.Query");
    }

    /** {@code MsgGrant}: allows something for good (SDK 0.46 and later), until it is revoked. */
    public static Msg grant(String granter, String grantee, Authorization authorization) {
        return grant(granter, grantee, Map.of("authorization", authorization));
    }

    /** {@code MsgGrant}: allows something until a moment of the chain's clock. */
    public static Msg grant(String granter, String grantee, Authorization authorization, Instant expiration) {
        return grant(granter, grantee, Map.of("authorization", authorization, "expiration", expiration));
    }

    private static Msg grant(String granter, String grantee, Map<String, ?> grant) {
        return msg("MsgGrant", Map.of("granter", granter, "grantee", grantee, "grant", grant));
    }

    /** {@code MsgExec}: does something in the names of those who sign the messages, and allowed it. */
    public static Msg exec(String grantee, Msg... messages) {
        return msg("MsgExec", Map.of("grantee", grantee, "msgs", List.of(messages)));
    }

    /**
     * {@code MsgRevoke}: allows it no longer.
     *
     * @param typeUrl the messages that were allowed: {@code /cosmos.bank.v1beta1.MsgSend}
     */
    public static Msg revoke(String granter, String grantee, String typeUrl) {
        return msg("MsgRevoke", Map.of("granter", granter, "grantee", grantee, "msg_type_url", typeUrl));
    }

    /**
     * Something that is allowed.
     *
     * @param authorization what, with its {@code @type}
     * @param expiration until when; empty for good
     */
    public record Grant(String granter, String grantee, JsonNode authorization, Optional<Instant> expiration) {}

    private record WireGrant(JsonNode authorization, Optional<Instant> expiration) {}

    /** What one account allows another. */
    public List<Grant> grants(String granter, String grantee) {
        return authz.all("Grants", Map.of("granter", granter, "grantee", grantee), "grants", WireGrant.class).stream()
                .map(grant -> new Grant(granter, grantee, grant.authorization, grant.expiration))
                .toList();
    }

    /** Everything that an account allows others. */
    public List<Grant> grantsBy(String granter) {
        return authz.all("GranterGrants", Map.of("granter", granter), "grants", Grant.class);
    }

    /** Everything that others allow an account. */
    public List<Grant> grantsTo(String grantee) {
        return authz.all("GranteeGrants", Map.of("grantee", grantee), "grants", Grant.class);
    }

    private static Msg msg(String name, Map<String, ?> fields) {
        return Msg.of("/cosmos.authz.v1beta1." + name, fields);
    }
}
