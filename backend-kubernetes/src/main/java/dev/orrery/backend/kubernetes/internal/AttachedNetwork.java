package dev.orrery.backend.kubernetes.internal;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.backend.kubernetes.internal.cluster.Doors;
import dev.orrery.backend.kubernetes.internal.cluster.Namespaces;
import dev.orrery.backend.kubernetes.internal.inside.OwnerSession;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.backend.kubernetes.internal.objects.NetworkFile;
import dev.orrery.backend.kubernetes.internal.objects.PodNames;
import dev.orrery.backend.kubernetes.internal.objects.RelayerManifests;
import dev.orrery.backend.kubernetes.internal.pods.PodCommand;
import dev.orrery.backend.kubernetes.internal.pods.PodLogs;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.spec.NetworkSpec;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A network of a namespace, seen from any machine that the cluster lets in: its description and logs come from the cluster, and the
 * ports that lead to its nodes are this process's own. Thread-safe.
 */
public final class AttachedNetwork implements FoundNetwork {
    private final Cluster cluster;
    private final Namespace namespace;
    private final Doors doors;
    private final PodLogs logs;
    private final OwnersWord owner;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable NetworkDescription reached;

    private AttachedNetwork(Cluster cluster, Namespace namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.doors = new Doors(cluster, name());
        this.logs = new PodLogs(cluster, name());
        this.owner = new OwnersWord(
                cluster,
                name(),
                doors,
                logs,
                () -> secret(Names.API, "token").map(token -> new String(token, StandardCharsets.UTF_8)));
    }

    /**
     * The network of a namespace.
     *
     * @param where {@code NAMESPACE}, or {@code NAMESPACE@CONTEXT} of the kubeconfig
     * @throws NetworkStateException if there is no such namespace, or no network in it
     */
    public static FoundNetwork find(String where) {
        int at = where.indexOf('@');
        String name = at < 0 ? where : where.substring(0, at);
        Optional<String> context = at < 0 ? Optional.empty() : Optional.of(where.substring(at + 1));
        if (name.isEmpty()) {
            throw new InvalidInputException(Failure.doing("looking for a network in a cluster")
                    .expected("kubernetes:NAMESPACE or kubernetes:NAMESPACE@CONTEXT")
                    .seen("no namespace")
                    .build());
        }
        Cluster cluster = Cluster.connect(context);
        try {
            Namespace namespace = cluster.ask(
                    "looking for the network in " + name,
                    () -> cluster.client().namespaces().withName(name).get());
            if (namespace == null || !Names.isOrrerys(namespace)) {
                throw none(cluster, name, namespace == null ? "no such namespace" : "a namespace of somebody else");
            }
            return new AttachedNetwork(cluster, namespace);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static NetworkStateException none(Cluster cluster, String namespace, String seen) {
        return new NetworkStateException(Failure.doing("looking for the network in " + namespace)
                .where(cluster.where())
                .expected("a namespace that `orrery up` or `orrery render` has made")
                .seen(seen)
                .command("kubectl get namespaces -l " + Names.MANAGED_BY + "=" + Names.ORRERY)
                .build());
    }

    private String name() {
        return namespace.getMetadata().getName();
    }

    @Override
    public State state() {
        return described().isPresent() ? State.RUNNING : State.STARTING;
    }

    /** What was written down when the network was ready; else what its owner says, if that is in the cluster. */
    private Optional<NetworkDescription> described() {
        return secret(Names.DESCRIPTION, Names.DESCRIPTION_FILE)
                .or(owner::description)
                .map(Elsewhere::read);
    }

    private Optional<byte[]> secret(String name, String key) {
        return Optional.ofNullable(cluster.ask(
                        "reading the Secret " + name + " in " + name(),
                        () -> cluster.client()
                                .secrets()
                                .inNamespace(name())
                                .withName(name)
                                .get()))
                .map(Secret::getData)
                .map(data -> data.get(key))
                .map(Base64.getDecoder()::decode);
    }

    /** With ports that lead to its nodes for as long as this process lives, or until {@link #close}. */
    @Override
    public Optional<NetworkDescription> description() {
        lock.lock();
        try {
            if (reached == null) {
                reached = described()
                        .map(network -> Elsewhere.reachedBy(network, this::open))
                        .orElse(null);
            }
            return Optional.ofNullable(reached);
        } finally {
            lock.unlock();
        }
    }

    private Endpoints open(ChainDescription chain, int index) {
        String pod = pod(new NodeId(chain.name(), chain.nodes().get(index).name()));
        boolean jsonRpc = chain.nodes().get(index).endpoints().jsonRpc().isPresent();
        NodeAddress address = Names.address(pod);
        NodeAddress.Door door = doors.open(pod, jsonRpc ? Names.withJsonRpc(address) : address, Doors.ANY);
        String http = "http://" + door.host() + ":";
        return new Endpoints(
                http + door.rpc(),
                http + door.grpc(),
                http + door.rest(),
                chain.nodes().get(index).nodeId() + "@" + door.host() + ":" + door.p2p(),
                jsonRpc ? Optional.of(http + door.jsonRpc().getAsInt()) : Optional.empty());
    }

    @Override
    public List<NodeId> nodes() {
        return spec().map(LayoutPlanner::nodes).orElse(List.of());
    }

    private Optional<NetworkSpec> spec() {
        return secret(Names.NETWORK, NetworkFile.NAME).map(NetworkFile::read).map(NetworkFile::spec);
    }

    /** Those that run in the cluster. */
    @Override
    public List<RelayerId> relayers() {
        Optional<NetworkSpec> known = spec();
        if (known.isEmpty()) {
            return List.of();
        }
        List<RelayerId> relayers = new ArrayList<>();
        if (owner.isThere()) {
            relayers.addAll(Rendered.logs(known.get()));
        }
        Rendered.programs(known.get()).stream()
                .filter(relayer -> podOf(relayer).isPresent())
                .forEach(relayers::add);
        return relayers;
    }

    /** The pod of a relayer that is a program: a session gives it the relayer's name, manifests that of a StatefulSet. */
    private Optional<String> podOf(RelayerId relayer) {
        String name = RelayerManifests.name(relayer);
        return Stream.of(name, name + "-0")
                .filter(pod -> cluster.ask(
                                "looking for " + relayer,
                                () -> Optional.ofNullable(cluster.client()
                                        .pods()
                                        .inNamespace(name())
                                        .withName(pod)
                                        .get()))
                        .isPresent())
                .findFirst();
    }

    @Override
    public List<CompanionId> companions() {
        return spec().map(
                        network -> List.copyOf(LayoutPlanner.companions(network).keySet()))
                .orElse(List.of());
    }

    @Override
    public void readLog(CompanionId companion, boolean follow, Consumer<String> line) {
        if (!companions().contains(companion)) {
            throw new NetworkStateException(Failure.doing("looking for " + companion)
                    .where("namespace " + name())
                    .expected("one of the companions " + companions())
                    .seen("no companion " + companion)
                    .build());
        }
        logs.read(pod(companion.node()), Names.companion(companion.name()), follow, line);
    }

    @Override
    public void readLog(RelayerId relayer, boolean follow, Consumer<String> line) {
        Optional<String> pod = podOf(relayer);
        if (pod.isPresent()) {
            logs.read(pod.get(), Names.RELAYER, follow, line);
        } else if (owner.isThere()) {
            owner.readLog(relayer.toString(), follow, line);
        } else {
            throw elsewhere("relayer " + relayer);
        }
    }

    private NetworkStateException elsewhere(String whose) {
        return new NetworkStateException(Failure.doing("reading the log of " + whose)
                .where("namespace " + name())
                .seen("it is on the machine where `orrery up` runs")
                .build());
    }

    @Override
    public void readLog(NodeId node, Stage stage, boolean follow, Consumer<String> line) {
        String pod = pod(node);
        if (stage == Stage.CREATE_VALIDATOR) {
            if (!owner.isThere()) {
                throw elsewhere(node + ", stage " + stage);
            }
            owner.readLog(OwnerSession.name(node, stage), follow, line);
            return;
        }
        logs.read(pod, stage == Stage.START ? Names.NODE : stage.label(), follow, line);
    }

    @Override
    public int exec(NodeId node, List<String> arguments, Optional<InputStream> in, OutputStream out, OutputStream err) {
        return PodCommand.run(cluster, name(), pod(node), arguments, in, out, err);
    }

    private String pod(NodeId node) {
        Optional<NetworkSpec> network = spec();
        List<NodeId> all = network.map(LayoutPlanner::nodes).orElse(List.of());
        if (!all.contains(node)) {
            throw new NetworkStateException(Failure.doing("looking for " + node)
                    .where("namespace " + name())
                    .expected("one of the nodes " + all)
                    .seen("no node " + node)
                    .build());
        }
        return network.map(PodNames::of).orElseThrow().pod(node);
    }

    /** Removes the namespace; an owner, if there is one, sees its nodes end. */
    @Override
    public void stop(Deadline deadline) {
        try (this) {
            Namespaces.remove(
                    cluster,
                    name(),
                    there -> there.getMetadata()
                            .getUid()
                            .equals(namespace.getMetadata().getUid()),
                    deadline);
        }
    }

    @Override
    public void close() {
        doors.close();
        cluster.close();
    }
}
