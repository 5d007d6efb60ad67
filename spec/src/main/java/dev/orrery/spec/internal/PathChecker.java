package dev.orrery.spec.internal;

import dev.orrery.spec.ChannelSpec;
import dev.orrery.spec.KeyAlgorithm;
import dev.orrery.spec.PathSpec;
import dev.orrery.spec.RelayerSpec;
import dev.orrery.spec.internal.Lists.Some;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules that the keys of paths have in common, with each other and with the chains. */
final class PathChecker {
    private final Problems problems;
    private final Map<String, Located<Bound>> chains;

    PathChecker(Problems problems, Map<String, Located<Bound>> chains) {
        this.problems = problems;
        this.chains = chains;
    }

    void check(List<Located<Bound>> located) {
        List<Bound> paths =
                located.stream().flatMap(path -> path.value().stream()).toList();
        paths.forEach(path -> {
            checkEnds(path.get(PathFormat.BETWEEN).orElse(List.of()));
            checkChannels(path.get(PathFormat.CHANNELS).orElse(List.of()));
            path.get(PathFormat.RELAYER).ifPresent(relayers -> checkRelayers(path, relayers));
            path.get(PathFormat.IBC).filter(ibc -> ibc == PathSpec.Ibc.V2).ifPresent(v2 -> checkV2(path));
            path.get(PathFormat.TRUSTING_PERIOD).ifPresent(period -> checkTrustingPeriod(path, period));
        });
        checkNames(paths);
    }

    private void checkEnds(List<Located<String>> ends) {
        for (Located<String> end : ends) {
            end.value()
                    .filter(name -> !chains.containsKey(name))
                    .ifPresent(name -> problems.unknown(
                            end.place(),
                            "there is no chain " + Words.quote(name) + "; chains are " + Words.some(chains.keySet()),
                            name,
                            chains.keySet()));
        }
        if (ends.size() == 2
                && ends.get(0).value().filter(chains::containsKey).isPresent()
                && ends.get(0).value().equals(ends.get(1).value())) {
            problems.report(ends.get(1).place(), "must be another chain than the first; a path joins two");
        }
    }

    /** The two chains, where both are there and differ. */
    private Optional<Set<String>> pair(Bound path) {
        Set<String> names = new TreeSet<>();
        path.get(PathFormat.BETWEEN)
                .ifPresent(ends -> ends.forEach(
                        end -> end.value().filter(chains::containsKey).ifPresent(names::add)));
        return Optional.of(names).filter(both -> both.size() == 2);
    }

    private void checkNames(List<Bound> paths) {
        Map<Set<String>, List<Bound>> pairs = new LinkedHashMap<>();
        paths.forEach(path -> pair(path)
                .ifPresent(pair ->
                        pairs.computeIfAbsent(pair, none -> new ArrayList<>()).add(path)));
        pairs.forEach((pair, all) -> all.stream()
                .filter(path -> all.size() > 1 && !path.has(PathFormat.NAME))
                .forEach(path -> problems.report(
                        path.place(PathFormat.NAME),
                        "there is a path between " + Words.list(pair) + " on line "
                                + line(all.getFirst() == path ? all.get(1) : all.getFirst())
                                + " too; where a pair has several, each needs a `name`")));
        Map<String, Bound> names = new HashMap<>();
        for (Bound path : paths) {
            boolean told = pair(path)
                    .filter(pair -> pairs.getOrDefault(pair, List.of()).size() > 1 && !path.has(PathFormat.NAME))
                    .isPresent();
            if (!told) {
                name(path).ifPresent(name -> checkName(path, name, names));
            }
        }
    }

    private void checkName(Bound path, String name, Map<String, Bound> names) {
        Bound other = names.putIfAbsent(name, path);
        if (other != null) {
            problems.report(
                    path.place(PathFormat.NAME),
                    "the path on line " + line(other) + " is called " + Words.quote(name)
                            + " already; give one of them another `name`");
        }
    }

    private static int line(Bound path) {
        return path.place(PathFormat.BETWEEN).line();
    }

    private Optional<String> name(Bound path) {
        if (path.has(PathFormat.NAME)) {
            return path.get(PathFormat.NAME);
        }
        return pair(path).map(both -> SpecBuilder.defaultName(path));
    }

    private void checkChannels(List<Located<Bound>> channels) {
        Map<String, Integer> lines = new HashMap<>();
        for (Located<Bound> located : channels) {
            located.value().ifPresent(channel -> {
                checkPorts(channel);
                SpecBuilder.channelName(channel).ifPresent(name -> {
                    Integer first = lines.putIfAbsent(name, located.place().line());
                    if (first != null) {
                        problems.report(
                                channel.place(PathFormat.CHANNEL_NAME),
                                "the channel on line " + first + " is called " + Words.quote(name)
                                        + " already; give one of them another `name`");
                    }
                });
            });
        }
    }

    private void checkPorts(Bound channel) {
        if (channel.has(PathFormat.PORT) == channel.has(PathFormat.PORTS)) {
            problems.report(
                    channel.place(PathFormat.PORTS),
                    channel.has(PathFormat.PORT)
                            ? "has both `port` and `ports`; one of them tells the ports"
                            : "the key `port` or `ports` is missing; it tells the modules that talk");
            return;
        }
        Set<String> ports = new HashSet<>();
        channel.get(PathFormat.PORT).ifPresent(ports::add);
        channel.get(PathFormat.PORTS)
                .ifPresent(both -> both.forEach(port -> port.value().ifPresent(ports::add)));
        ports.remove(ChannelSpec.TRANSFER_PORT);
        if (!ports.isEmpty() && !channel.has(PathFormat.CHANNEL_VERSION)) {
            problems.report(
                    channel.place(PathFormat.CHANNEL_VERSION),
                    "the key `version` is missing; Orrery knows that of the port " + ChannelSpec.TRANSFER_PORT
                            + " only");
        }
    }

    private void checkRelayers(Bound path, Some<Bound> relayers) {
        boolean working = false;
        Set<RelayerSpec.Kind> once = new HashSet<>();
        for (Located<Bound> located : relayers.items()) {
            Optional<Optional<RelayerSpec.Kind>> kind =
                    located.value().flatMap(relayer -> relayer.get(PathFormat.KIND));
            if (kind.isEmpty()) {
                return; // reported where it was read
            }
            Bound relayer = located.value().orElseThrow();
            if (kind.get().isEmpty()) {
                if (relayers.listed() || relayer.has(PathFormat.BACKUP) || relayer.has(PathFormat.RELAYER_BINARY)) {
                    problems.report(relayer.place(PathFormat.KIND), "none is not a relayer; write `relayer: none`");
                }
                working = true;
                continue;
            }
            checkProgram(relayer, kind.get().get(), once);
            checkKeys(path, relayer, kind.get().get());
            working |= !relayer.get(PathFormat.BACKUP).orElse(false);
        }
        if (!working) {
            problems.report(
                    path.place(PathFormat.RELAYER), "must have a relayer that is no backup; all of these wait for one");
        }
    }

    private void checkProgram(Bound relayer, RelayerSpec.Kind kind, Set<RelayerSpec.Kind> once) {
        if (kind == RelayerSpec.Kind.EMBEDDED && relayer.has(PathFormat.RELAYER_BINARY)) {
            problems.report(
                    relayer.place(PathFormat.RELAYER_BINARY),
                    "the embedded relayer has no program of its own; leave out `binary`");
        }
        if (kind == RelayerSpec.Kind.RLY && !relayer.has(PathFormat.RELAYER_BINARY)) {
            problems.report(
                    relayer.place(PathFormat.RELAYER_BINARY),
                    "rly needs its program: { kind: rly, binary: { path: … } }");
        }
        if (kind == RelayerSpec.Kind.EMBEDDED && !once.add(kind)) {
            problems.report(relayer.place(PathFormat.KIND), "a path has one embedded relayer at most");
        }
    }

    /** The Go relayer has to be told of each such chain in its own code. */
    private void checkKeys(Bound path, Bound relayer, RelayerSpec.Kind kind) {
        for (String name : kind == RelayerSpec.Kind.RLY ? pair(path).orElse(Set.of()) : Set.<String>of()) {
            if (Optional.ofNullable(chains.get(name))
                    .flatMap(Located::value)
                    .flatMap(chain -> chain.get(Format.KEYS))
                    .filter(keys -> keys == KeyAlgorithm.ETH_SECP256K1)
                    .isPresent()) {
                problems.report(
                        relayer.place(PathFormat.KIND),
                        "rly cannot sign on " + Words.shorten(name)
                                + ", whose accounts have Ethereum's keys; use embedded" + " or hermes");
            }
        }
    }

    private void checkV2(Bound path) {
        if (path.has(PathFormat.CHANNELS)) {
            problems.report(
                    path.place(PathFormat.CHANNELS), "IBC v2 has no channels; leave out `channels`, or `ibc: v2`");
        }
        if (path.has(PathFormat.RELAYER)) {
            path.require(PathFormat.RELAYER).items().stream()
                    .flatMap(relayer -> relayer.value().stream())
                    .filter(relayer -> relayer.get(PathFormat.KIND)
                            .flatMap(kind -> kind)
                            .filter(kind -> kind != RelayerSpec.Kind.EMBEDDED)
                            .isPresent())
                    .forEach(relayer ->
                            problems.report(relayer.place(PathFormat.KIND), "only the embedded relayer relays IBC v2"));
        }
    }

    private void checkTrustingPeriod(Bound path, Duration period) {
        for (String name : pair(path).orElse(Set.of())) {
            Optional<Duration> unbonding = Optional.ofNullable(chains.get(name))
                    .flatMap(Located::value)
                    .flatMap(GenesisChecker::merged)
                    .flatMap(Unbonding::of);
            if (unbonding.filter(whole -> period.compareTo(whole) >= 0).isPresent()) {
                problems.report(
                        path.place(PathFormat.TRUSTING_PERIOD),
                        "must be shorter than the unbonding time of " + Words.shorten(name) + " ("
                                + Words.duration(unbonding.get()) + "), is " + Words.duration(period));
            }
        }
    }
}
