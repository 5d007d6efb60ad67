package dev.orrery.client.modules;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a validator stands: {@code cosmos.staking.v1beta1.BondStatus}. */
public enum BondStatus {
    @JsonProperty("BOND_STATUS_UNSPECIFIED")
    UNSPECIFIED,
    /** It makes no blocks, and its stake is free. */
    @JsonProperty("BOND_STATUS_UNBONDED")
    UNBONDED,
    /** It makes no blocks any more, and its stake can still be slashed for what it did. */
    @JsonProperty("BOND_STATUS_UNBONDING")
    UNBONDING,
    /** It makes blocks. */
    @JsonProperty("BOND_STATUS_BONDED")
    BONDED
}
