package dev.orrery.spec.internal;

import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.PathSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of chains that get their validators from another one. */
final class ConsumerChecker {
    private final Problems problems;
    private final Map<String, Located<Bound>> chains;

    ConsumerChecker(Problems problems, Map<String, Located<Bound>> chains) {
        this.problems = problems;
        this.chains = chains;
    }

    void check(List<Located<Bound>> paths) {
        List<Bound> all = paths.stream().flatMap(path -> path.value().stream()).toList();
        chains.forEach((name, located) -> located.value().ifPresent(chain -> {
            if (chain.has(Format.CONSUMER_OF)) {
                checkOwnValidators(chain);
                chain.get(Format.CONSUMER_OF).ifPresent(provider -> checkProvider(name, chain, provider, all));
                if (chain.has(Format.CONSUMER)) {
                    problems.report(chain.place(Format.CONSUMER), "is not allowed beside `consumerOf`");
                }
            } else {
                for (Key<?> key : List.of(Format.CONSUMER_KEYS, Format.CONSUMER_LAUNCH)) {
                    if (chain.has(key)) {
                        problems.report(chain.place(key), "goes with `consumerOf` only");
                    }
                }
                if (chain.has(Format.CONSUMER)) {
                    checkNoneCreated(chain);
                }
            }
        }));
        all.forEach(this::checkChannels);
    }

    private void checkNoneCreated(Bound chain) {
        chain.get(Format.VALIDATORS)
                .filter(validators -> validators
                        .get(Format.CREATED)
                        .filter(count -> count.signum() > 0)
                        .isPresent())
                .ifPresent(validators -> problems.report(
                        validators.place(Format.CREATED),
                        "must be 0 on a consumer chain: its validators are those that its provider tells, and a"
                                + " transaction makes governors at most"));
    }

    private void checkOwnValidators(Bound chain) {
        for (Key<?> key : List.of(Format.VALIDATORS, Format.STAKE)) {
            if (chain.has(key)) {
                problems.report(
                        chain.place(key),
                        "is not allowed beside `consumerOf`: the provider's validators run this chain, with the power"
                                + " that they have there");
            }
        }
    }

    private void checkProvider(String name, Bound chain, String provider, List<Bound> paths) {
        Located<Bound> found = chains.get(provider);
        if (found == null) {
            problems.unknown(
                    chain.place(Format.CONSUMER_OF),
                    "there is no chain " + Words.quote(provider) + "; chains are " + Words.some(chains.keySet()),
                    provider,
                    chains.keySet());
        } else if (provider.equals(name)) {
            problems.report(chain.place(Format.CONSUMER_OF), "must be another chain; this is the chain itself");
        } else if (found.value()
                .filter(it -> it.has(Format.CONSUMER_OF) || it.has(Format.CONSUMER))
                .isPresent()) {
            problems.report(
                    chain.place(Format.CONSUMER_OF),
                    "must be a chain with validators of its own; " + Words.shorten(provider)
                            + " is a consumer chain itself");
        } else if (isLaunched(chain)) {
            checkNoPaths(name, chain, provider, paths);
        } else {
            checkPaths(name, chain, provider, paths);
        }
    }

    private static boolean isLaunched(Bound chain) {
        return chain.get(Format.CONSUMER_LAUNCH)
                .filter(launch -> launch != ConsumerSpec.Launch.GENESIS)
                .isPresent();
    }

    /** Before its launch there is nothing to join; its launch opens the path to its provider. */
    private void checkNoPaths(String name, Bound chain, String provider, List<Bound> paths) {
        paths.stream()
                .filter(path -> ends(path).contains(name))
                .forEach(path -> problems.report(
                        path.place(PathFormat.BETWEEN),
                        "must not join " + Words.shorten(name) + ", which `consumerLaunch` launches after the others:"
                                + " its launch opens the path to " + Words.shorten(provider)
                                + "; join it to others from Java, by network.connect"));
        checkNameIsFree(chain, provider, PathSpec.defaultName(provider, name), paths, "call that otherwise");
    }

    /** A path that the file leaves out is added; one that it has must be there in block 1. */
    private void checkPaths(String name, Bound chain, String provider, List<Bound> paths) {
        List<Bound> between = paths.stream()
                .filter(path -> ends(path).equals(Set.of(name, provider)))
                .toList();
        boolean late = between.stream()
                .allMatch(path -> path.get(PathFormat.OPEN).equals(Optional.of(PathSpec.Opening.HANDSHAKE)));
        if (!between.isEmpty() && late) {
            problems.report(
                    between.getFirst().place(PathFormat.OPEN),
                    "must be genesis for one path between " + Words.shorten(name) + " and its provider "
                            + Words.shorten(provider) + ", which their validators are told by from block 1");
        }
        if (between.isEmpty()) {
            checkNameIsFree(
                    chain, provider, PathSpec.defaultName(provider, name), paths, "write one down under `paths`");
        }
    }

    private void checkNameIsFree(Bound chain, String provider, String implied, List<Bound> paths, String hint) {
        paths.stream()
                .filter(path -> path.get(PathFormat.NAME).equals(Optional.of(implied)))
                .findFirst()
                .ifPresent(path -> problems.report(
                        chain.place(Format.CONSUMER_OF),
                        "needs a path to " + Words.shorten(provider) + ", whose name " + Words.quote(implied)
                                + " is taken by that on line "
                                + path.place(PathFormat.NAME).line() + "; " + hint));
    }

    private static Set<String> ends(Bound path) {
        return path.get(PathFormat.BETWEEN).orElse(List.of()).stream()
                .flatMap(end -> end.value().stream())
                .collect(Collectors.toSet());
    }

    private void checkChannels(Bound path) {
        boolean joinsConsumer = ends(path).stream()
                .flatMap(end -> Optional.ofNullable(chains.get(end)).stream())
                .flatMap(chain -> chain.value().stream())
                .anyMatch(chain -> chain.has(Format.CONSUMER_OF));
        for (Located<Bound> located : path.get(PathFormat.CHANNELS).orElse(List.of())) {
            located.value()
                    .filter(channel -> joinsConsumer
                            && SpecBuilder.channelName(channel)
                                    .filter(ConsumerSpec.CHANNEL::equals)
                                    .isPresent())
                    .ifPresent(channel -> problems.report(
                            located.place(),
                            "must have another name: " + ConsumerSpec.CHANNEL
                                    + " is the channel between a consumer and its provider, which Orrery adds itself"));
        }
    }
}
