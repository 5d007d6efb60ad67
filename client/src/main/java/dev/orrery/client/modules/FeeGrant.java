package dev.orrery.client.modules;

import dev.orrery.client.tx.Msg;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Fees that others pay: the SDK's {@code x/feegrant}, {@code cosmos.feegrant.v1beta1}. */
public final class FeeGrant {
    private final ModuleQueries feegrant;

    FeeGrant(CosmosModules chain) {
        this.feegrant = new ModuleQueries(chain, "cosmos.feegrant.v1beta1.Query");
    }

    /** {@code MsgGrantAllowance}: refused while there is one from the same granter to the same grantee. */
    public static Msg grant(String granter, String grantee, Allowance allowance) {
        return Msg.of(
                "/cosmos.feegrant.v1beta1.MsgGrantAllowance",
                Map.of("granter", granter, "grantee", grantee, "allowance", allowance));
    }

    /** {@code MsgRevokeAllowance}. */
    public static Msg revoke(String granter, String grantee) {
        return Msg.of("/cosmos.feegrant.v1beta1.MsgRevokeAllowance", Map.of("granter", granter, "grantee", grantee));
    }

    /**
     * An allowance and whose it is.
     *
     * @param allowance what is left of it, with its {@code @type}
     */
    public record Grant(String granter, String grantee, JsonNode allowance) {}

    /** @throws dev.orrery.base.ChainException if there is none, or it has expired or is used up */
    public Grant allowance(String granter, String grantee) {
        return feegrant.one("Allowance", Map.of("granter", granter, "grantee", grantee), "allowance", Grant.class);
    }

    /** Whose fees an account pays (SDK 0.46 and later). */
    public List<Grant> allowancesBy(String granter) {
        return feegrant.all("AllowancesByGranter", Map.of("granter", granter), "allowances", Grant.class);
    }

    /** Who pays an account's fees. */
    public List<Grant> allowancesTo(String grantee) {
        return feegrant.all("Allowances", Map.of("grantee", grantee), "allowances", Grant.class);
    }
}
