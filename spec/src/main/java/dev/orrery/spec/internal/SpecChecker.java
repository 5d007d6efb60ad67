package dev.orrery.spec.internal;

import dev.orrery.spec.KeyAlgorithm;
import dev.orrery.spec.internal.Lists.Some;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that several keys of the file have in common. What is wrong by itself has been reported before. */
final class SpecChecker {
    /** CometBFT's {@code MaxTotalVotingPower}: a chain with more panics at start. */
    private static final BigInteger MOST_POWER =
            BigInteger.valueOf(Long.MAX_VALUE).shiftRight(3);

    private final Problems problems;

    SpecChecker(Problems problems) {
        this.problems = problems;
    }

    void check(Bound network) {
        Map<String, Located<Bound>> chains = network.get(Format.CHAINS).orElse(Map.of());
        Map<String, String> chainIds = new HashMap<>();
        chains.forEach((name, located) -> located.value().ifPresent(chain -> {
            checkChainId(name, chain, chainIds);
            checkValidators(chain);
            checkStakes(chain);
            checkKeys(chain);
            chain.get(Format.BINARY).ifPresent(this::checkDownload);
            new GenesisChecker(problems).check(chain);
            new ExtrasChecker(problems, chains).check(chain);
            chain.get(ExtrasFormat.COMPANIONS)
                    .orElse(Map.of())
                    .values()
                    .forEach(companion -> companion
                            .value()
                            .flatMap(each -> each.get(ExtrasFormat.BINARY))
                            .ifPresent(this::checkDownload));
        }));
        KubernetesFormat.check(network, problems);
        if (!chains.isEmpty()) {
            List<Located<Bound>> paths = network.get(Format.PATHS).orElse(List.of());
            new PathChecker(problems, chains).check(paths);
            new ConsumerChecker(problems, chains).check(paths);
        }
    }

    private void checkChainId(String name, Bound chain, Map<String, String> taken) {
        if (chain.has(Format.CHAIN_ID) && chain.get(Format.CHAIN_ID).isEmpty()) {
            return;
        }
        String id = SpecBuilder.chainId(name, chain);
        String other = taken.putIfAbsent(id, name);
        if (other != null) {
            problems.report(
                    chain.place(Format.CHAIN_ID),
                    "the chain ID " + Words.quote(id) + " is that of " + Words.shorten(other)
                            + " already; chain IDs must differ");
        }
    }

    private void checkKeys(Bound chain) {
        if (chain.has(Format.KEY_TYPE) && chain.get(Format.KEYS).equals(Optional.of(KeyAlgorithm.SECP256K1))) {
            problems.report(
                    chain.place(Format.KEY_TYPE), "goes with `keys: " + KeyAlgorithm.ETH_SECP256K1.label() + "` only");
        }
    }

    private void checkValidators(Bound chain) {
        chain.get(Format.VALIDATORS)
                .flatMap(SpecBuilder::validators)
                .filter(number -> number > Format.MOST_VALIDATORS)
                .ifPresent(number -> problems.report(
                        chain.place(Format.VALIDATORS),
                        "must be at most " + Format.MOST_VALIDATORS + " validators in all, is " + number));
    }

    private void checkStakes(Bound chain) {
        Optional<Some<BigInteger>> stake = chain.get(Format.STAKE);
        Optional<BigInteger> reduction = chain.get(Format.POWER_REDUCTION);
        Optional<Integer> validators = chain.get(Format.VALIDATORS).flatMap(SpecBuilder::validators);
        if (stake.isEmpty() || reduction.isEmpty() || validators.isEmpty()) {
            return;
        }
        List<Located<BigInteger>> items = stake.get().items();
        int listed = items.size();
        if (stake.get().listed() && chain.has(Format.VALIDATORS) && validators.get() != listed) {
            problems.report(
                    chain.place(Format.STAKE),
                    "must list one stake for each validator (" + validators.get() + "), has " + listed);
        }
        boolean known = chain.has(Format.STAKE);
        for (Located<BigInteger> item : items) {
            if (item.value().filter(n -> n.compareTo(reduction.get()) < 0).isPresent()) {
                String rule = "must be at least powerReduction (" + reduction.get()
                        + "), below which there is no voting power; is "
                        + item.value().get();
                problems.report(
                        known ? item.place() : chain.place(Format.POWER_REDUCTION),
                        known ? rule : "the default of `stake` " + rule);
                return;
            }
        }
        BigInteger power = items.stream()
                .flatMap(item -> item.value().stream())
                .map(n -> n.divide(reduction.get()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger total = stake.get().listed() ? power : power.multiply(BigInteger.valueOf(validators.get()));
        if (total.compareTo(MOST_POWER) > 0) {
            problems.report(
                    chain.place(known ? Format.STAKE : Format.POWER_REDUCTION),
                    "gives more than the " + MOST_POWER
                            + " of voting power (stake / powerReduction, all validators) that" + " CometBFT allows");
        }
    }

    /** What a URL leaves open must be given, and nothing that it has no place for. */
    private void checkDownload(Bound binary) {
        Optional<String> url = binary.get(BinaryFormat.URL);
        if (url.isEmpty()) {
            return;
        }
        boolean open = url.get().contains("{version}") || url.get().contains("{number}");
        if (open && !binary.has(BinaryFormat.VERSION)) {
            problems.report(
                    binary.place(BinaryFormat.URL), "needs the key `version` beside it, which {version} stands for");
        }
        if (!open && binary.has(BinaryFormat.VERSION)) {
            problems.report(binary.place(BinaryFormat.VERSION), "has no place in the URL; write {version} there");
        }
    }
}
