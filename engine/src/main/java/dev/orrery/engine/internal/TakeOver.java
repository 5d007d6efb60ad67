package dev.orrery.engine.internal;

import dev.orrery.base.Deadline;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.internal.binaries.ChainBinaries;
import dev.orrery.engine.internal.binaries.RelayerBinaries;
import dev.orrery.engine.internal.relayers.ProcessRelayers;
import dev.orrery.engine.internal.start.RunningCompanions;
import dev.orrery.engine.plan.Layout;
import dev.orrery.spec.NetworkSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One taking over of one network whose nodes somebody else starts. */
public final class TakeOver {
    private final NetworkSpec spec;
    private final Layout layout;
    private final Map<String, BinaryFacts> facts;
    private final BackendSession session;
    private final UpOptions options;

    public TakeOver(
            NetworkSpec spec,
            Layout layout,
            Map<String, BinaryFacts> facts,
            BackendSession session,
            UpOptions options) {
        this.spec = spec;
        this.layout = layout;
        this.facts = facts;
        this.session = session;
        this.options = options;
    }

    /** Does it; see {@link dev.orrery.engine.backend.Ownership#take}. */
    public RunningNetwork run() {
        Events events = new Events(options.listener());
        OwnService none = OwnService.begin(options, events, () -> {
            throw new AssertionError("without an API service nobody asks");
        });
        Deadline deadline = Deadline.after(options.timeout());
        RunningCompanions companions = RunningCompanions.none(session);
        Making making = new Making(
                layout,
                options,
                ChainBinaries.elsewhere(spec, facts),
                session,
                none,
                events,
                new ConcurrentHashMap<>(),
                companions);
        boolean ready = false;
        try {
            session.prepare(layout, facts, deadline);
            NetworkBringing bringing = new NetworkBringing(spec, making);
            OwnedNetwork network = new OwnedNetwork(
                    bringing.chainsAndPaths(deadline), making, new ProcessRelayers(session, RelayerBinaries.none()));
            try {
                bringing.relayAndLaunch(network, deadline);
                network.publish();
                events.tell(at -> new UpEvent.Ready(at, network.description()));
            } catch (RuntimeException e) {
                network.close();
                throw e;
            }
            ready = true;
            return network;
        } finally {
            if (!ready) {
                companions.close();
                none.close();
                session.close();
            }
        }
    }
}
