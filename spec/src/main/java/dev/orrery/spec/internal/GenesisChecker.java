package dev.orrery.spec.internal;

import dev.orrery.spec.GenesisOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the keys that change a genesis have in common. */
final class GenesisChecker {
    private static final String UNBONDING = "/app_state/staking/params/unbonding_time";

    /** What Orrery decides, with the key that it is decided by. */
    private static final Map<String, String> DECIDED = Map.of(
            "/chain_id",
            "`chainId` of the chain decides it",
            "/genesis_time",
            "it is chosen when the network starts",
            "/initial_height",
            "chains begin at height 1",
            "/validators",
            "`validators` and `stake` of the chain decide them",
            UNBONDING,
            "write `params: { unbondingTime: … }`, since light clients depend on it",
            "/app_state/staking/params/bond_denom",
            "`denom` of the chain decides it");

    private final Problems problems;

    GenesisChecker(Problems problems) {
        this.problems = problems;
    }

    void check(Bound chain) {
        unbondingTime(chain);
        for (Located<Bound> located : chain.get(GenesisFormat.PATCH).orElse(List.of())) {
            located.value().ifPresent(operation -> check(operation, located.place()));
        }
    }

    private void check(Bound operation, Place place) {
        Optional<GenesisOperation.Kind> kind = operation.get(GenesisFormat.OP);
        boolean removes = kind.filter(GenesisOperation.Kind.REMOVE::equals).isPresent();
        if (removes && operation.has(GenesisFormat.VALUE)) {
            problems.report(operation.place(GenesisFormat.VALUE), "has no use where something is removed");
        }
        if (kind.isPresent() && !removes && !operation.has(GenesisFormat.VALUE)) {
            problems.report(
                    place, "needs the key `value`: what to " + kind.get().label());
        }
        operation
                .get(GenesisFormat.AT)
                .map(DECIDED::get)
                .ifPresent(
                        reason -> problems.report(operation.place(GenesisFormat.AT), "is not changed here: " + reason));
    }

    private void unbondingTime(Bound chain) {
        boolean merged = chain.get(Format.GENESIS)
                .map(genesis -> !genesis.at(UNBONDING).isMissingNode())
                .orElse(false);
        chain.get(GenesisFormat.PARAMS)
                .filter(params -> merged && params.has(GenesisFormat.UNBONDING_TIME))
                .ifPresent(params -> problems.report(
                        params.place(GenesisFormat.UNBONDING_TIME), "is in `genesis` of the chain too; write it once"));
    }

    /** What is merged into genesis: what the file says, and the unbonding time where it has a key of its own. */
    static Optional<ObjectNode> merged(Bound chain) {
        return chain.get(Format.GENESIS)
                .map(written -> chain.get(GenesisFormat.PARAMS)
                        .flatMap(params -> params.get(GenesisFormat.UNBONDING_TIME))
                        .map(time -> with(written, time.toSeconds(), time.toNanosPart()))
                        .orElse(written));
    }

    private static ObjectNode with(ObjectNode written, long seconds, int nanos) {
        ObjectNode genesis = written.deepCopy();
        ObjectNode at = genesis;
        for (String step : List.of("app_state", "staking", "params")) {
            JsonNode next = at.get(step);
            at = next instanceof ObjectNode object ? object : at.putObject(step);
        }
        at.put("unbonding_time", seconds + (nanos == 0 ? "" : String.format(".%09d", nanos)) + "s");
        return genesis;
    }
}
