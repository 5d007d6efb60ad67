package dev.orrery.engine.stages;

import dev.orrery.base.Sha256;
import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.AccountLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PlannedFile;
import java.util.Objects;
import java.util.stream.Collectors;

/** The stage {@code init-chain}: makes genesis and the keys of all validators, and leaves them for the nodes to fetch. */
public final class InitChain {
    /** Where genesis is left. */
    static final String GENESIS = "genesis.json";

    private InitChain() {}

    /**
     * Runs it, on the chain's first node; where several may be the first, on each of them.
     *
     * @return whether it was run here; if not, another one has
     */
    public static boolean run(ChainPlan plan, SharedFiles shared, StageLog log) {
        boolean here = shared.once(files -> leave(plan, files, log));
        if (!here) {
            log.line("init-chain of " + plan.chain().name() + " was run by another node");
        }
        return here;
    }

    private static void leave(ChainPlan plan, SharedFiles shared, StageLog log) {
        log.line("init-chain of " + plan.chain().name() + ", chain ID "
                + plan.chain().chainId() + ", on " + first(plan));
        for (NodeLayout node : plan.chain().nodes()) {
            log.line(describe(node));
        }
        for (AccountLayout account : plan.chain().accounts()) {
            log.line("account " + account.name() + " with "
                    + account.balance().stream().map(Object::toString).collect(Collectors.joining(",")));
        }
        for (PathEnd end : plan.chain().ends()) {
            log.line(end.open()
                    .map(open -> "open at genesis: " + open.clientId()
                            + (open.isV2() ? " (IBC v2)" : ", " + open.connectionId())
                            + open.channels().stream()
                                    .map(channel -> ", " + channel.port() + "/" + channel.id())
                                    .collect(Collectors.joining())
                            + " to " + end.counterparty())
                    .orElse("to be opened by handshakes: the path " + end.path() + " to " + end.counterparty()));
        }
        put(new PlannedFile(GENESIS, plan.genesis().content(), plan.genesis().secret()), shared, log);
        log.line("genesis has the SHA-256 " + Sha256.hex(plan.genesis().content()));
        for (NodeLayout node : plan.chain().nodes()) {
            for (PlannedFile key : part(plan, node).keys()) {
                put(new PlannedFile(sharedPath(node, key), key.content(), key.secret()), shared, log);
            }
        }
        log.line("done");
    }

    /** Writes, for a node that did not run it, who did and what is there for this node. */
    public static void explainTo(ChainPlan plan, NodeLayout node, StageLog log) {
        explainTo(first(plan), log);
        log.line("left for this node to fetch: " + GENESIS + " ("
                + plan.genesis().content().length + " bytes)");
        for (PlannedFile key : part(plan, node).keys()) {
            log.line("left for this node alone: " + sharedPath(node, key) + size(key));
        }
    }

    /**
     * Writes who ran it, for a node that knows no more than that it is done.
     *
     * @param first the chain's first node
     */
    public static void explainTo(NodeId first, StageLog log) {
        log.line("init-chain of " + first.chain() + " ran on " + first + "; read its log with: orrery logs " + first
                + " --stage " + Stage.INIT_CHAIN.label());
    }

    private static String describe(NodeLayout node) {
        return switch (node.role()) {
            case GENESIS_VALIDATOR -> "validator " + node.id() + " with a stake of " + node.stake();
            case CREATED_VALIDATOR ->
                "full node " + node.id() + ", to be made a validator with a stake of " + node.stake();
            case FULL_NODE -> "full node " + node.id();
        };
    }

    static String sharedPath(NodeLayout node, PlannedFile key) {
        return "nodes/" + node.id().node() + "/" + key.path();
    }

    static NodePlan part(ChainPlan plan, NodeLayout node) {
        return Objects.requireNonNull(
                plan.nodes().get(node.id().node()), () -> node.id().toString());
    }

    static String size(PlannedFile file) {
        return " (" + file.content().length + " bytes" + (file.secret() ? ", secret)" : ")");
    }

    private static void put(PlannedFile file, SharedFiles shared, StageLog log) {
        shared.put(file);
        log.line("shared " + file.path() + size(file));
    }

    private static NodeId first(ChainPlan plan) {
        return plan.chain().nodes().getFirst().id();
    }
}
