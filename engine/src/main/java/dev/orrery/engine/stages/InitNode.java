package dev.orrery.engine.stages;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Sha256;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PlannedFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stage {@code init-node}: fetches what is the node's own and sets up its home. */
public final class InitNode {
    private static final String STATE = "data/";

    private InitNode() {}

    /**
     * Runs it. May be run again for a home that has been in use: state is left as it is then, since a validator that
     * forgets what it has signed may sign twice.
     *
     * @param home the node's home; made if it is not there
     */
    public static void run(ChainPlan plan, NodeLayout node, SharedFiles shared, Path home, StageLog log) {
        log.line("init-node of " + node.id() + ", home " + home);
        NodePlan part = InitChain.part(plan, node);
        AtomicFiles.folder(home.resolve(STATE));

        byte[] genesis = shared.get(InitChain.GENESIS);
        write(
                home,
                new PlannedFile(plan.genesis().path(), genesis, plan.genesis().secret()),
                "fetched",
                log);
        log.line("genesis has the SHA-256 " + Sha256.hex(genesis));
        for (PlannedFile key : part.keys()) {
            byte[] content = shared.get(InitChain.sharedPath(node, key));
            write(home, new PlannedFile(key.path(), content, key.secret()), "fetched", log);
        }
        for (PlannedFile file : part.files()) {
            if (file.path().startsWith(STATE) && Files.exists(home.resolve(file.path()))) {
                log.line("left " + file.path() + " as it is");
            } else {
                write(home, file, "wrote", log);
            }
        }
        log.line("done");
    }

    private static void write(Path home, PlannedFile file, String how, StageLog log) {
        HomeFiles.write(home, file);
        log.line(how + " " + file.path() + InitChain.size(file));
    }
}
