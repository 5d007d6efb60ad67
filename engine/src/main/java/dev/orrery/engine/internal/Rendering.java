package dev.orrery.engine.internal;

import dev.orrery.base.AtomicFiles;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlanner;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plan as files, for reading and comparing. */
public final class Rendering {
    /** What nothing that is only looked at depends on, so that two renderings differ only where their specs do. */
    private static final Instant GENESIS_TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 5;

    private Rendering() {}

    /** Writes every home below {@code out}, with a fixed genesis time and consecutive ports from 20000. */
    public static void write(NetworkSpec spec, ChainBinaries binaries, Path out) {
        Layout layout = LayoutPlanner.layout(spec, placement(LayoutPlanner.nodes(spec)), GENESIS_TIME);
        for (ChainLayout chain : layout.chains()) {
            ChainPlan plan = ChainPlanner.plan(layout, chain, binaries.factsOf(chain.name()), binaries.prefixes());
            plan.nodes().forEach((name, node) -> {
                Path home = out.resolve(chain.name()).resolve(name);
                write(home, plan.genesis());
                node.keys().forEach(file -> write(home, file));
                node.files().forEach(file -> write(home, file));
            });
        }
    }

    /** Consecutive ports on the loopback address. */
    public static Placement placement(List<NodeId> nodes) {
        Map<NodeId, NodeAddress> addresses = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            int port = FIRST_PORT + i * PORTS;
            addresses.put(
                    nodes.get(i),
                    new NodeAddress("127.0.0.1", "127.0.0.1", port, port + 1, port + 2, port + 3, port + 4));
        }
        return new Placement(addresses);
    }

    private static void write(Path home, PlannedFile file) {
        Path target = home.resolve(file.path());
        if (file.secret()) {
            AtomicFiles.writeSecret(target, file.content());
        } else {
            AtomicFiles.write(target, file.content());
        }
    }
}
