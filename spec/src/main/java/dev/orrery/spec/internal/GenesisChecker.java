package dev.orrery.spec.internal;

import dev.orrery.spec.GenesisOperation;
import dev.orrery.spec.VestingSpec;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
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
        check(chain.get(GenesisFormat.PATCH).orElse(List.of()));
        metadata(chain);
        Map<String, String> addresses = new HashMap<>();
        chain.get(Format.ACCOUNTS)
                .orElse(Map.of())
                .forEach((name, located) -> located.value().ifPresent(account -> account(name, account, addresses)));
    }

    /** The rules of operations. */
    void check(List<Located<Bound>> operations) {
        for (Located<Bound> located : operations) {
            located.value().ifPresent(operation -> check(operation, located.place()));
        }
    }

    /** x/bank wants the units of a denom to differ ({@code Metadata.Validate}). */
    private void metadata(Bound chain) {
        chain.get(GenesisFormat.METADATA)
                .orElse(Map.of())
                .forEach((base, located) -> located.value().ifPresent(denom -> {
                    boolean same = denom.get(GenesisFormat.DISPLAY).equals(Optional.of(base));
                    boolean none = denom.get(GenesisFormat.DECIMALS)
                            .filter(decimals -> decimals.signum() == 0)
                            .isPresent();
                    if (same != none) {
                        problems.report(
                                denom.place(GenesisFormat.DISPLAY),
                                same
                                        ? "is the denom itself; that has `decimals: 0`"
                                        : "must be " + base + " itself where it has no decimals");
                    }
                }));
    }

    /** @param taken whose the addresses are that were seen so far */
    private void account(String name, Bound account, Map<String, String> taken) {
        account.get(AccountFormat.ADDRESS).ifPresent(address -> {
            String other = taken.putIfAbsent(address, name);
            if (other != null) {
                problems.report(
                        account.place(AccountFormat.ADDRESS),
                        "is the address of " + Words.shorten(other) + " already; accounts must differ");
            }
        });
        account.get(AccountFormat.VESTING).ifPresent(vesting -> vesting(account, vesting));
    }

    /** x/auth/vesting {@code Validate}: it ends after it begins, and locks no more than there is. */
    private void vesting(Bound account, Bound vesting) {
        boolean permanent = vesting.get(AccountFormat.KIND)
                .filter(VestingSpec.Kind.PERMANENT::equals)
                .isPresent();
        if (permanent && vesting.has(AccountFormat.END)) {
            problems.report(vesting.place(AccountFormat.END), "has no use where coins never get free");
        }
        if (!permanent && !vesting.has(AccountFormat.END)) {
            problems.report(account.place(AccountFormat.VESTING), "needs the key `end`: when all coins are free");
        }
        if (vesting.has(AccountFormat.START)
                && !vesting.get(AccountFormat.KIND).equals(Optional.of(VestingSpec.Kind.CONTINUOUS))) {
            problems.report(vesting.place(AccountFormat.START), "goes with `kind: continuous` only");
        }
        Optional<Duration> start = vesting.get(AccountFormat.START);
        vesting.get(AccountFormat.END)
                .filter(end -> start.filter(begin -> begin.compareTo(end) >= 0).isPresent())
                .ifPresent(end -> problems.report(vesting.place(AccountFormat.START), "must be before `end`"));
        Map<String, BigInteger> balance = new HashMap<>();
        account.get(AccountFormat.COINS)
                .ifPresent(coins -> coins.forEach(coin -> balance.put(coin.denom(), coin.amount())));
        vesting.get(AccountFormat.LOCKED)
                .ifPresent(coins -> coins.forEach(coin -> {
                    BigInteger held = balance.getOrDefault(coin.denom(), BigInteger.ZERO);
                    if (account.get(AccountFormat.COINS).isPresent() && held.compareTo(coin.amount()) < 0) {
                        problems.report(
                                vesting.place(AccountFormat.LOCKED),
                                "locks " + coin + ", of which the account has " + held);
                    }
                }));
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
