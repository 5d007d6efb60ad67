package dev.orrery.engine.internal;

import dev.orrery.base.Deadline;
import dev.orrery.engine.ShareFiles;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.internal.binaries.ChainBinaries;
import dev.orrery.engine.internal.start.RunningCompanions;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeId;
import java.util.Map;

/**
 * What a network is made of and with, for what of it is made later.
 *
 * @param running every node that was started; grows
 */
public record Making(
        Layout layout,
        UpOptions options,
        ChainBinaries binaries,
        BackendSession session,
        OwnService service,
        Events events,
        Map<NodeId, RunningNode> running,
        RunningCompanions companions) {
    /** From now on the stages share files as the options say; through the API service, each has until the deadline. */
    public void shareFiles(Deadline deadline) {
        if (options.shareFiles() == ShareFiles.API) {
            session.shareThrough(service.files(deadline));
        }
    }
}
