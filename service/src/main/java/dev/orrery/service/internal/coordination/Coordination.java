package dev.orrery.service.internal.coordination;

import dev.orrery.base.AtomicFiles;
import dev.orrery.network.Network;
import dev.orrery.service.Limits;
import dev.orrery.service.internal.access.Principal;
import dev.orrery.service.internal.files.FileName;
import dev.orrery.service.internal.files.FileRights;
import dev.orrery.service.internal.files.FileStore;
import dev.orrery.service.internal.files.StoredFile;
import dev.orrery.service.internal.http.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** All that is coordinated, on one store. */
public final class Coordination implements FileRights.InitChain, FileStore.Listener {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Waiting waiting = new Waiting();
    private final Events events =
            new Events(waiting, UUID.randomUUID().toString().substring(0, 8));
    private final Leases leases;
    private final Barriers barriers;
    private final Stages stages;

    public Coordination(Path store) {
        Path folder = AtomicFiles.folder(store.resolve("coordination"));
        this.leases = new Leases(waiting, events, folder.resolve("leases.json"), System::nanoTime);
        this.barriers = new Barriers(waiting, events, folder.resolve("barriers.json"));
        this.stages = new Stages(waiting, events, folder.resolve("stages.json"));
    }

    /** What the lease is called that lets a node write the files of its chain. */
    static String initChainLease(String chain) {
        return "init-chain." + chain;
    }

    @Override
    public boolean isRunBy(Principal.Node node, Optional<Long> fence) {
        return fence.isPresent() && leases.isHeld(initChainLease(node.chain()), node.label(), fence.get());
    }

    @Override
    public void stored(StoredFile file) {
        events.add(
                "file",
                file.name().text(),
                JSON.createObjectNode().put("sha256", file.sha256()).put("size", file.size()));
    }

    @Override
    public void deleted(FileName name) {
        events.add("file", name.text(), JSON.createObjectNode().put("deleted", true));
    }

    /** How far each node is. */
    public ArrayNode progress() {
        return (ArrayNode) stages.all().required("nodes");
    }

    /** A node is so far. */
    public void report(Principal.Node node, String stage, String state) {
        stages.report(node, stage, state, "");
    }

    /** There is a network, or another one. */
    public void networkChanged(Network network) {
        events.add("network", network.name(), JSON.createObjectNode());
    }

    /** What readers of files wait on. */
    public Waiting waiting() {
        return waiting;
    }

    public List<Route> routes(Limits limits, FileRights rights) {
        return new CoordinationRoutes(limits, rights, waiting, events, leases, barriers, stages).all();
    }

    /** Sends everybody who waits away. */
    public void close() {
        waiting.close();
    }
}
