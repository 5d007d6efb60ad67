package dev.orrery.client.modules;

import dev.orrery.client.tx.Msg;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Validators that are absent or sign twice: the SDK's {@code x/slashing}, {@code cosmos.slashing.v1beta1}. */
public final class Slashing {
    private final ModuleQueries slashing;

    Slashing(CosmosModules chain) {
        this.slashing = new ModuleQueries(chain, "cosmos.slashing.v1beta1.Query");
    }

    /**
     * {@code MsgUnjail}: brings a jailed validator back. Refused while its jail time runs, if it stakes less of its own than
     * its {@code min_self_delegation}, or if it is tombstoned. Signed by the validator's operator.
     *
     * @param validator the operator's address: {@code cosmosvaloper1…}
     */
    public static Msg unjail(String validator) {
        return Msg.of("/cosmos.slashing.v1beta1.MsgUnjail", Map.of("validator_addr", validator));
    }

    /**
     * How a validator has signed of late.
     *
     * @param address its consensus address: {@code cosmosvalcons1…}
     * @param startHeight since when it counts
     * @param jailedUntil before this it cannot be unjailed; 1970 if it never was jailed for absence
     * @param tombstoned whether it signed twice, and never comes back
     * @param missedBlocksCounter how many of the last {@code signedBlocksWindow} blocks it did not sign
     */
    public record SigningInfo(
            String address, long startHeight, Instant jailedUntil, boolean tombstoned, long missedBlocksCounter) {}

    /** @param consensusAddress {@code cosmosvalcons1…}; {@link Staking.Validator#consensusAddress()} */
    public SigningInfo signingInfo(String consensusAddress) {
        return slashing.one(
                "SigningInfo", Map.of("cons_address", consensusAddress), "val_signing_info", SigningInfo.class);
    }

    /** Those of all validators that have ever been in the active set. */
    public List<SigningInfo> signingInfos() {
        return slashing.all("SigningInfos", Map.of(), "info", SigningInfo.class);
    }

    /**
     * The module's rules.
     *
     * @param signedBlocksWindow how many blocks are looked at
     * @param minSignedPerWindow what part of them must be signed, as a fraction of 1
     * @param downtimeJailDuration how long an absent validator stays jailed at least
     * @param slashFractionDoubleSign what part of its stake one loses that signs twice
     * @param slashFractionDowntime what part of its stake an absent one loses
     */
    public record Params(
            long signedBlocksWindow,
            BigDecimal minSignedPerWindow,
            Duration downtimeJailDuration,
            BigDecimal slashFractionDoubleSign,
            BigDecimal slashFractionDowntime) {}

    /** As they are now; governance changes them. */
    public Params params() {
        return slashing.one("Params", Map.of(), "params", Params.class);
    }
}
