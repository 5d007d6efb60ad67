package dev.orrery.backend.kubernetes.internal.inside;

import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.backend.kubernetes.internal.objects.NetworkFile;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.Ownership;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.spec.ChainSpec;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The owner of a network that manifests have brought up, in its pod. */
public final class OwnerInPod implements AutoCloseable {
    /** For images to be pulled and pods to be scheduled; the pod is restarted after it, and goes on. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final OwnerPort port;
    private final RunningNetwork network;

    private OwnerInPod(OwnerPort port, RunningNetwork network) {
        this.port = port;
        this.network = network;
    }

    /** Returns when the network is ready. */
    public static OwnerInPod take(Writer out) {
        NetworkFile file = NetworkFile.mounted();
        OwnerLog log = new OwnerLog(out);
        OwnerPort port = OwnerPort.open(Names.OWNER_PORT, StagesInPod.token());
        try {
            Placement placement = file.placement();
            Layout layout = LayoutPlanner.layout(file.spec(), placement, file.genesisTime());
            Map<String, BinaryFacts> facts = new LinkedHashMap<>();
            for (ChainSpec chain : file.spec().chains()) {
                facts.put(
                        chain.name(),
                        StagesInPod.facts(
                                file,
                                chain.name(),
                                Path.of(Names.DEFAULTS_FOLDER).resolve(chain.name())));
            }
            StageLog own = log.of("owner");
            UpOptions options = UpOptions.in(Path.of("/tmp"))
                    .backend(Names.BACKEND)
                    .timeout(PATIENCE)
                    .listener(event -> tell(own, event));
            return new OwnerInPod(
                    port, Ownership.take(file.spec(), layout, facts, new OwnerSession(placement, log, port), options));
        } catch (RuntimeException e) {
            port.close();
            throw e;
        }
    }

    /** Of what happens, that which is in no other log. */
    private static void tell(StageLog log, UpEvent event) {
        switch (event) {
            case UpEvent.NodeDown down ->
                log.line(down.chain() + "/" + down.node() + " does not take part: " + down.reason());
            case UpEvent.PathOpen open -> log.line("the path " + open.path() + " is open");
            case UpEvent.Ready ready ->
                log.line("the network is ready, " + ready.at().toMillis() + " ms after the start");
            default -> {
                // The stages' own logs tell of it.
            }
        }
    }

    @Override
    public void close() {
        try (port) {
            network.close();
        }
    }
}
