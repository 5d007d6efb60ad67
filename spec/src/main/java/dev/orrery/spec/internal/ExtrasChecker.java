package dev.orrery.spec.internal;

import dev.orrery.spec.Template;
import dev.orrery.spec.Template.Name;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of companions, and of the names in braces that they and their nodes have. */
final class ExtrasChecker {
    private static final String FAUCET = "faucet";

    private final Problems problems;
    private final Map<String, Located<Bound>> chains;

    ExtrasChecker(Problems problems, Map<String, Located<Bound>> chains) {
        this.problems = problems;
        this.chains = chains;
    }

    void check(Bound chain) {
        Map<String, Located<Bound>> companions =
                chain.get(ExtrasFormat.COMPANIONS).orElse(Map.of());
        Map<String, Bound> all = new LinkedHashMap<>();
        companions.forEach((name, located) -> located.value().ifPresent(companion -> all.put(name, companion)));
        all.forEach((name, companion) -> {
            distinctPorts(companion);
            Ports ports = new Ports(all, Optional.of(name), beside(companion));
            list(companion, ExtrasFormat.ARGS, chain, ports);
            map(companion, ExtrasFormat.COMPANION_ENV, chain, ports);
            map(companion, ExtrasFormat.FILES, chain, ports);
        });
        Ports ports = new Ports(all, Optional.empty(), Set.of());
        list(chain, ExtrasFormat.START_ARGS, chain, ports);
        map(chain, ExtrasFormat.ENV, chain, ports);
    }

    private void distinctPorts(Bound companion) {
        Set<String> names = new HashSet<>();
        for (Located<String> port : companion.get(ExtrasFormat.PORTS).orElse(List.of())) {
            port.value()
                    .filter(name -> !names.add(name))
                    .ifPresent(name -> problems.report(port.place(), "there is a port " + name + " already"));
        }
    }

    private void list(Bound of, Key<List<Located<Template>>> key, Bound chain, Ports ports) {
        of.get(key).orElse(List.of()).forEach(template -> references(template, false, chain, ports));
    }

    private void map(Bound of, Key<Map<String, Located<Template>>> key, Bound chain, Ports ports) {
        of.get(key).orElse(Map.of()).values().forEach(template -> references(template, true, chain, ports));
    }

    private void references(Located<Template> template, boolean secrets, Bound chain, Ports ports) {
        template.value()
                .ifPresent(text -> text.references()
                        .forEach(reference -> reference(template.place(), reference, secrets, chain, ports)));
    }

    private void reference(Place place, Template.Reference reference, boolean secrets, Bound chain, Ports ports) {
        String of = reference.of();
        switch (reference.name()) {
            case RPC, GRPC, REST, CHAIN_ID, DENOM, GAS_PRICE -> {
                if (!of.isEmpty()) {
                    chain(place, reference, of.replaceFirst("/.*", ""));
                }
            }
            case NODE, HOME, NODE_HOME -> {
                if (!of.isEmpty()) {
                    problems.report(
                            place, "has " + reference + "; {" + reference.name().word() + "} stands alone");
                }
            }
            case PORT -> ports.check(place, of);
            case MNEMONIC, ADDRESS -> {
                if (reference.name() == Name.MNEMONIC && !secrets) {
                    problems.report(
                            place,
                            "has " + reference + ", a secret, which everybody on this machine can see in arguments; put"
                                    + " it in `env` or `files`");
                }
                account(place, reference, chain);
            }
        }
    }

    private Optional<Bound> chain(Place place, Template.Reference reference, String name) {
        Located<Bound> found = chains.get(name);
        if (found == null) {
            problems.unknown(
                    place,
                    "has " + reference + ", but there is no chain " + Words.quote(name) + "; chains are "
                            + Words.some(chains.keySet()),
                    name,
                    chains.keySet());
            return Optional.empty();
        }
        return found.value();
    }

    private void account(Place place, Template.Reference reference, Bound own) {
        String of = reference.of();
        int slash = of.indexOf('/');
        Optional<Bound> chain = slash < 0 ? Optional.of(own) : chain(place, reference, of.substring(0, slash));
        String name = of.substring(slash + 1);
        chain.ifPresent(there -> {
            Set<String> names =
                    new HashSet<>(there.get(Format.ACCOUNTS).orElse(Map.of()).keySet());
            names.add(FAUCET);
            if (!names.contains(name)) {
                problems.unknown(
                        place,
                        "has " + reference + ", but there is no account " + Words.quote(name) + "; accounts are "
                                + Words.some(names.stream().sorted().toList()),
                        name,
                        names);
            } else if (reference.name() == Name.MNEMONIC
                    && there.get(Format.ACCOUNTS)
                            .map(accounts -> accounts.get(name))
                            .flatMap(Located::value)
                            .filter(account -> account.has(AccountFormat.ADDRESS))
                            .isPresent()) {
                problems.report(place, "has " + reference + ", but somebody else has the key of " + name);
            }
        });
    }

    /** Where one runs: empty for beside every node. */
    static Set<String> beside(Bound companion) {
        Set<String> nodes = new HashSet<>();
        companion
                .get(ExtrasFormat.BESIDE)
                .ifPresent(some -> some.items()
                        .forEach(item ->
                                item.value().filter(name -> !name.equals("all")).ifPresent(nodes::add)));
        return nodes;
    }

    /** The ports that can be named somewhere. */
    private final class Ports {
        private final Map<String, Bound> companions;
        private final Optional<String> own;
        private final Set<String> nodes;

        /**
         * @param own whose keys they are named in; empty: those of the nodes
         * @param nodes where that runs; empty: everywhere
         */
        Ports(Map<String, Bound> companions, Optional<String> own, Set<String> nodes) {
            this.companions = companions;
            this.own = own;
            this.nodes = nodes;
        }

        void check(Place place, String of) {
            int slash = of.indexOf('/');
            if (slash < 0 && own.isEmpty()) {
                problems.report(place, "has {port:" + of + "}; write {port:COMPANION/PORT}, whose port it is");
                return;
            }
            String companion = slash < 0 ? own.get() : of.substring(0, slash);
            Bound meant = companions.get(companion);
            if (meant == null) {
                problems.unknown(
                        place,
                        "has {port:" + of + "}, but there is no companion " + Words.quote(companion),
                        companion,
                        companions.keySet());
                return;
            }
            String port = of.substring(slash + 1);
            List<String> ports = meant.get(ExtrasFormat.PORTS).orElse(List.of()).stream()
                    .flatMap(located -> located.value().stream())
                    .toList();
            if (!ports.contains(port)) {
                problems.unknown(
                        place,
                        "has {port:" + of + "}, but " + companion + " has no port " + Words.quote(port)
                                + "; write its name in `ports`",
                        port,
                        ports);
            }
            Set<String> there = beside(meant);
            if (!there.isEmpty() && (nodes.isEmpty() || !there.containsAll(nodes))) {
                problems.report(
                        place,
                        "has {port:" + of + "}, but " + companion + " runs beside "
                                + Words.list(there.stream().sorted().toList()) + " only; write `beside: all`");
            }
        }
    }
}
