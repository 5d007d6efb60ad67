package dev.orrery.cli.logs;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.cli.options.RemoteApi;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.network.NetworkDescription;
import dev.orrery.service.client.NetworkApi;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The logs of a network that runs elsewhere, read through its API service. */
final class RemoteLogs implements FoundNetwork {
    private final NetworkApi api;
    private final JsonNode known;

    RemoteLogs(NetworkApi api) {
        this.api = api;
        this.known = api.logs(RemoteApi.deadline());
    }

    @Override
    public State state() {
        return State.RUNNING;
    }

    @Override
    public Optional<NetworkDescription> description() {
        return Optional.empty();
    }

    @Override
    public List<NodeId> nodes() {
        return known.required("nodes")
                .valueStream()
                .map(node -> node.asString().split("/", 2))
                .map(parts -> new NodeId(parts[0], parts[1]))
                .toList();
    }

    @Override
    public List<RelayerId> relayers() {
        return known.required("relayers")
                .valueStream()
                .map(relayer -> relayer.asString().split("/", 3))
                .map(parts -> new RelayerId(parts[1], parts[2]))
                .toList();
    }

    @Override
    public List<CompanionId> companions() {
        return known.required("companions")
                .valueStream()
                .map(companion -> companion.asString().split("/", 3))
                .map(parts -> new CompanionId(new NodeId(parts[0], parts[1]), parts[2]))
                .toList();
    }

    @Override
    public void readLog(CompanionId companion, boolean follow, Consumer<String> line) {
        NodeId node = companion.node();
        if (follow) {
            api.followCompanionLog(node.chain(), node.node(), companion.name(), line);
        } else {
            api.readCompanionLog(node.chain(), node.node(), companion.name(), line, RemoteApi.deadline());
        }
    }

    @Override
    public void readLog(RelayerId relayer, boolean follow, Consumer<String> line) {
        if (follow) {
            api.followRelayerLog(relayer.path(), relayer.relayer(), line);
        } else {
            api.readRelayerLog(relayer.path(), relayer.relayer(), line, RemoteApi.deadline());
        }
    }

    @Override
    public void readLog(NodeId node, Stage stage, boolean follow, Consumer<String> line) {
        if (follow) {
            api.followLog(node.chain(), node.node(), stage.label(), line);
        } else {
            api.readLog(node.chain(), node.node(), stage.label(), line, RemoteApi.deadline());
        }
    }

    @Override
    public void stop(Deadline deadline) {
        throw new NetworkStateException(Failure.doing("stopping a network through its API service")
                .seen("the service cannot stop it")
                .hint("stop it where it was started")
                .build());
    }
}
