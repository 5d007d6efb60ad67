package dev.orrery.client.modules;

import dev.orrery.client.tx.Msg;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Planned halts for a new binary: the SDK's {@code x/upgrade}, {@code cosmos.upgrade.v1beta1}. */
public final class Upgrade {
    /** Go's zero time. The field is deprecated, but amino's JSON cannot be made of a plan without it. */
    private static final String NO_TIME = "0001-01-01T00:00:00Z";

    private final ModuleQueries upgrade;

    Upgrade(CosmosModules chain) {
        this.upgrade = new ModuleQueries(chain, "cosmos.upgrade.v1beta1.Query");
    }

    /**
     * {@code MsgSoftwareUpgrade}, to be proposed: the chain halts at that height until a binary runs that knows the name.
     *
     * @param authority who decides, {@link Gov#authority()}
     * @param height the first block that the new binary makes; the old one stops before it
     * @param info for people or for cosmovisor; may be empty
     */
    public static Msg softwareUpgrade(String authority, String name, long height, String info) {
        return Msg.of(
                "/cosmos.upgrade.v1beta1.MsgSoftwareUpgrade",
                Map.of(
                        "authority",
                        authority,
                        "plan",
                        Map.of("name", name, "height", height, "info", info, "time", NO_TIME)));
    }

    /** {@code MsgCancelUpgrade}, to be proposed: there is no planned upgrade any more. */
    public static Msg cancelUpgrade(String authority) {
        return Msg.of("/cosmos.upgrade.v1beta1.MsgCancelUpgrade", Map.of("authority", authority));
    }

    /** A planned upgrade. */
    public record Plan(String name, long height, String info) {}

    /** The upgrade that is planned now. */
    public Optional<Plan> currentPlan() {
        return upgrade.find("CurrentPlan", Map.of(), "plan", Plan.class);
    }

    /** The height at which an upgrade of this name was carried out; empty if it was not. */
    public OptionalLong appliedHeight(String name) {
        long height = upgrade.one("AppliedPlan", Map.of("name", name), "height", Long.class);
        return height == 0 ? OptionalLong.empty() : OptionalLong.of(height);
    }

    /** The consensus version of a module. */
    public record ModuleVersion(String name, long version) {}

    /** Those of all modules that the running program has. */
    public List<ModuleVersion> moduleVersions() {
        return upgrade.all("ModuleVersions", Map.of(), "module_versions", ModuleVersion.class);
    }
}
