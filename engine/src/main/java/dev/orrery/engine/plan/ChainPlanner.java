package dev.orrery.engine.plan;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.plan.internal.Companions;
import dev.orrery.engine.plan.internal.ConfigCheck;
import dev.orrery.engine.plan.internal.GenesisPlanner;
import dev.orrery.engine.plan.internal.KeyFiles;
import dev.orrery.engine.plan.internal.NodeConfig;
import dev.orrery.engine.plan.internal.ValidatorMsg;
import dev.orrery.spec.ConsumerSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The second step of the plan: a pure function from the layout and one chain's binary to the files of its homes. */
public final class ChainPlanner {
    private ChainPlanner() {}

    /** As {@link #plan(Layout, ChainLayout, BinaryFacts, Map)}, for a chain that depends on no other's prefix. */
    public static ChainPlan plan(Layout layout, ChainLayout chain, BinaryFacts facts) {
        return plan(layout, chain, facts, Map.of());
    }

    /**
     * Plans a chain of the layout.
     *
     * @param facts what the chain's binary says of itself
     * @param prefixes the address prefixes of chains, by name, as far as they are known; a consumer chain depends on its
     *     provider's
     * @throws dev.orrery.base.InvalidInputException if the spec asks for what this binary does not have, for example a path
     *     on a chain without IBC
     * @throws dev.orrery.base.BinaryException if neither the spec nor the binary tells the address prefix
     */
    public static ChainPlan plan(Layout layout, ChainLayout chain, BinaryFacts facts, Map<String, String> prefixes) {
        ConfigCheck.check(chain, facts.configFiles());
        String prefix = chain.spec().prefix().orElseGet(facts::requiredPrefix);
        GenesisPlanner.Planned genesis = GenesisPlanner.genesis(
                layout, chain, facts.defaultGenesis(), prefixes(layout, chain, prefix, prefixes));
        String minCommission = genesis.genesis()
                .at("/app_state/staking/params/min_commission_rate")
                .asString("");
        Map<String, String> all = new LinkedHashMap<>(prefixes);
        layout.chains().forEach(each -> each.spec().prefix().ifPresent(own -> all.put(each.name(), own)));
        all.put(chain.name(), prefix);
        Companions companions = new Companions(layout, chain, all);
        Map<String, ChainPlan.NodePlan> nodes = new LinkedHashMap<>();
        for (NodeLayout node : chain.nodes()) {
            nodes.put(
                    node.id().node(),
                    new ChainPlan.NodePlan(
                            KeyFiles.of(node),
                            NodeConfig.files(chain, node, facts.configFiles()),
                            Stream.concat(
                                            Stream.of("start", "--home", ChainPlan.NodePlan.HOME),
                                            companions.arguments(node).stream())
                                    .toList(),
                            companions.environment(node),
                            node.role() == NodeLayout.Role.CREATED_VALIDATOR
                                    ? Optional.of(ValidatorMsg.of(chain, node, prefix, minCommission))
                                    : Optional.empty(),
                            companions.of(node)));
        }
        return new ChainPlan(chain, prefix, new PlannedFile("config/genesis.json", genesis.bytes(), false), nodes);
    }

    private static GenesisPlanner.Prefixes prefixes(
            Layout layout, ChainLayout chain, String own, Map<String, String> prefixes) {
        return new GenesisPlanner.Prefixes(
                own,
                chain.spec()
                        .secured()
                        .map(ConsumerSpec::provider)
                        .map(provider -> layout.chain(provider)
                                .spec()
                                .prefix()
                                .or(() -> Optional.ofNullable(prefixes.get(provider)))
                                .orElseThrow(() -> unknownPrefix(chain, provider)))
                        .orElse(own));
    }

    private static InvalidInputException unknownPrefix(ChainLayout chain, String provider) {
        return new InvalidInputException(Failure.doing("planning " + chain.name())
                .where("chains." + provider + ".prefix")
                .expected("the address prefix of " + provider + ", to which " + chain.name() + " sends its rewards")
                .seen("neither its binary nor the file tells it")
                .hint("write \"prefix: …\" in chains." + provider)
                .build());
    }
}
