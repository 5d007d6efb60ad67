package dev.orrery.engine.internal;

import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeId;
import java.util.Map;

/**
 * What a network is made of and with, for what of it is made later.
 *
 * @param running every node that was started; grows
 */
record Making(
        Layout layout,
        UpOptions options,
        ChainBinaries binaries,
        BackendSession session,
        Events events,
        Map<NodeId, RunningNode> running) {}
