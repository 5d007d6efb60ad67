package dev.orrery.service;

import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.service.NetworkService;
import dev.orrery.service.internal.access.Principal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** An API service as the process sees it that runs the network. */
record InProcess(ApiService service, Path tokenFile) implements NetworkService {
    @Override
    public URI url() {
        return service.url();
    }

    @Override
    public String tokenOf(NodeId node) {
        return service.tokens().issue(principal(node));
    }

    @Override
    public void stage(NodeId node, Stage stage, StageState state) {
        service.coordination()
                .report(principal(node), stage.label(), state.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void logs(Supplier<FoundNetwork> found) {
        service.live().logs(found);
    }

    @Override
    public void ready(RunningNetwork network) {
        service.live().attach(network.network());
    }

    @Override
    public void close() {
        service.close();
    }

    private static Principal.Node principal(NodeId node) {
        return new Principal.Node(node.chain(), node.node());
    }
}
