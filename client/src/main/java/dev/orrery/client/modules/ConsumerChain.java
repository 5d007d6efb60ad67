package dev.orrery.client.modules;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A consumer chain as its provider lists it: {@code interchain_security.ccv.provider.v1.Chain}.
 *
 * @param consumerId the provider's number for it: {@code 0}
 * @param clientId the provider's light client of it; empty before it was launched
 * @param topN what percentage of the provider's power must validate it; 0 where validators opt in
 * @param validatorsPowerCap the most power that one validator may have on it, in percent; 0 for no limit
 * @param validatorSetCap how many validators it has at most; 0 for no limit
 * @param allowlist the only validators that may validate it, by {@code cosmosvalcons1…}; empty for all
 * @param denylist validators that may not
 * @param minStake what a validator must have staked on the provider, in base units
 */
public record ConsumerChain(
        String consumerId,
        String chainId,
        String clientId,
        ConsumerPhase phase,
        @JsonProperty("top_N") int topN,
        int validatorsPowerCap,
        int validatorSetCap,
        List<String> allowlist,
        List<String> denylist,
        long minStake,
        boolean allowInactiveVals) {}
