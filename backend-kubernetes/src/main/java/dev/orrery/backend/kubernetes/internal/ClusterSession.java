package dev.orrery.backend.kubernetes.internal;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.backend.kubernetes.internal.cluster.ClusterFile;
import dev.orrery.backend.kubernetes.internal.cluster.Doors;
import dev.orrery.backend.kubernetes.internal.cluster.GatewayApi;
import dev.orrery.backend.kubernetes.internal.cluster.Namespaces;
import dev.orrery.backend.kubernetes.internal.cluster.PullSecrets;
import dev.orrery.backend.kubernetes.internal.objects.Images;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.backend.kubernetes.internal.objects.NetworkObjects;
import dev.orrery.backend.kubernetes.internal.objects.PodNames;
import dev.orrery.backend.kubernetes.internal.objects.Tokens;
import dev.orrery.backend.kubernetes.internal.pods.CompanionPods;
import dev.orrery.backend.kubernetes.internal.pods.Logs;
import dev.orrery.backend.kubernetes.internal.pods.PodNode;
import dev.orrery.backend.kubernetes.internal.pods.Pods;
import dev.orrery.backend.kubernetes.internal.pods.Pods.Awaited;
import dev.orrery.backend.kubernetes.internal.pods.RelayerPods;
import dev.orrery.backend.kubernetes.internal.readiness.InSync;
import dev.orrery.backend.kubernetes.internal.readiness.ReadinessGate;
import dev.orrery.backend.process.LocalPart;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.base.Uninterrupted;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.backend.NodeExit;
import dev.orrery.engine.backend.OpenSessions;
import dev.orrery.engine.backend.RunningCompanion;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.backend.RunningRelayer;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One network's namespace, for as long as this JVM owns it. The folder, the logs, the relayers and the ports that lead to
 * the nodes are on this machine, as those of a network of processes.
 */
public final class ClusterSession implements BackendSession {
    static final OpenSessions<ClusterSession> OPEN = new OpenSessions<>("orrery stop pods");

    private static final Duration TO_REMOVE = Duration.ofSeconds(90);

    private final NetworkPlace place;
    private final NetworkSpec spec;
    private final Images images;
    private final BackendSession local;
    private final Cluster cluster;
    private final String namespace;
    private final ClusterFile own;
    private final NetworkObjects objects;
    private final Logs logs;
    private final Doors doors;
    private final CompanionPods companions;
    private final RelayerPods relayers;
    private final InSync inSync;
    private final PodNames names;
    private final Map<NodeId, String> hosts = new LinkedHashMap<>();
    private final ReentrantLock closing = new ReentrantLock();

    private @Nullable Pods pods;
    private Deadline deadline = Deadline.after(Duration.ZERO);
    private volatile boolean closed;
    private volatile boolean refused;

    private ClusterSession(NetworkPlace place, NetworkSpec spec, Images images, BackendSession local, Cluster cluster) {
        this.place = place;
        this.spec = spec;
        this.images = images;
        this.local = local;
        this.cluster = cluster;
        this.namespace = spec.kubernetes().namespace().orElseGet(() -> Namespaces.fresh(spec.name()));
        this.own = new ClusterFile(spec.kubernetes().context(), namespace, Namespaces.run());
        this.objects = new NetworkObjects(spec, namespace, images, false);
        this.names = PodNames.of(spec);
        this.logs = new Logs(cluster, namespace);
        this.doors = new Doors(cluster, namespace);
        this.inSync = new InSync(cluster, namespace);
        this.companions = new CompanionPods(spec, namespace, names, logs);
        this.relayers = new RelayerPods(cluster, namespace, spec, images, logs, doors);
    }

    /** Takes the network's folder on this machine; the namespace that a crash left is removed first. */
    public static ClusterSession open(NetworkPlace place, NetworkSpec spec) {
        Images images = Images.of(spec);
        var left = ClusterFile.read(place);
        BackendSession local = LocalPart.open(place, Names.BACKEND);
        try {
            left.ifPresent(file -> {
                try (Cluster there = Cluster.connect(file.context())) {
                    file.write(place);
                    Namespaces.remove(there, file, Deadline.after(TO_REMOVE));
                }
            });
            ClusterSession session = new ClusterSession(
                    place,
                    spec,
                    images,
                    local,
                    Cluster.connect(spec.kubernetes().context()));
            OPEN.add(place.folder(), session);
            return session;
        } catch (RuntimeException e) {
            local.close();
            throw e;
        }
    }

    @Override
    public Placement reserve(List<NodeId> nodes) {
        Placement outside = local.reserve(nodes);
        if (spec.kubernetes().gateway().isPresent()) {
            GatewayApi.check(cluster);
        }
        own.write(place);
        try {
            Namespaces.make(cluster, objects.namespace(own.run()));
        } catch (OrreryException e) {
            // The cluster has said no, so there is nothing to remove, for which we may have no rights either.
            refused = e.getCause() instanceof KubernetesClientException said && said.getCode() > 0;
            throw e;
        }
        PullSecrets.copies(cluster, spec, namespace).forEach(this::make);
        Tokens tokens = Tokens.fresh(nodes);
        objects.shared(tokens).forEach(this::make);
        Map<NodeId, NodeAddress> addresses = new LinkedHashMap<>();
        for (ChainSpec chain : spec.chains()) {
            List<NodeId> theirs = nodes.stream()
                    .filter(node -> node.chain().equals(chain.name()))
                    .toList();
            make(objects.tokens(chain, theirs, tokens));
            List<HasMetadata> services =
                    objects.services(chain, theirs).stream().map(this::make).toList();
            objects.hostNames(chain, theirs).forEach(this::make);
            for (int i = 0; i < theirs.size(); i++) {
                NodeId node = theirs.get(i);
                // A number, since names cannot stand in CometBFT's address book. The governing Service comes first.
                String host = ((Service) services.get(i + 1)).getSpec().getClusterIP();
                hosts.put(node, host);
                addresses.put(
                        node, Names.address(host).reachedBy(outside.of(node).users()));
            }
        }
        pods = Pods.watch(cluster, namespace, logs, logs::follow);
        return new Placement(addresses);
    }

    @Override
    public NodeAddress withJsonRpc(NodeId node, NodeAddress address) {
        int here = local.withJsonRpc(node, address).jsonRpc().orElseThrow().http();
        return Names.withJsonRpc(address).reachedBy(address.users().with(here));
    }

    @Override
    public void prepare(Layout layout, Map<String, BinaryFacts> facts, Deadline until) {
        deadline = until;
        images.learn(facts);
        make(objects.network(layout, facts, hosts));
    }

    @Override
    public void initChain(ChainPlan plan) {
        List<NodeLayout> nodes = plan.chain().nodes();
        for (NodeLayout node : nodes) {
            String pod = names.pod(node.id());
            logs.keep(pod, Stage.INIT_CHAIN.label(), log(node.id(), Stage.INIT_CHAIN.label()));
            logs.keep(pod, Stage.INIT_NODE.label(), log(node.id(), Stage.INIT_NODE.label()));
            logs.keep(pod, Names.NODE, log(node.id(), Stage.START.label()));
        }
        ChainSpec chain = plan.chain().spec();
        if (chain.isLaunched()) {
            make(objects.secret(
                    Names.launch(chain.name()),
                    Map.of(Names.GENESIS, plan.genesis().content())));
        }
        objects.pods(plan).forEach(object -> make(ReadinessGate.on(object)));
        NodeId first = nodes.getFirst().id();
        watched()
                .await(
                        new Awaited(
                                Names.API,
                                Names.API + "-",
                                Failure.doing("starting the API service of the network")
                                        .where(namespace)
                                        .expected("a pod that answers")),
                        List.of(awaited(first, Stage.INIT_CHAIN)),
                        pod -> pod.getStatus().getContainerStatuses().stream()
                                .anyMatch(status -> Boolean.TRUE.equals(status.getReady())),
                        deadline);
        awaitStage(first, Stage.INIT_CHAIN);
    }

    @Override
    public void initNode(ChainPlan plan, NodeLayout node) {
        awaitStage(node.id(), Stage.INIT_NODE);
    }

    private void awaitStage(NodeId node, Stage stage) {
        await(
                node,
                stage,
                pod -> pod.getStatus().getInitContainerStatuses().stream()
                        .anyMatch(status -> status.getName().equals(stage.label())
                                && status.getState().getTerminated() != null
                                && status.getState().getTerminated().getExitCode() == 0));
    }

    @Override
    public RunningNode start(ChainPlan plan, NodeLayout node, Path executable) {
        Pod pod = await(
                node.id(),
                Stage.START,
                started -> PodNode.container(started)
                        .filter(status -> Boolean.TRUE.equals(status.getStarted()) || PodNode.hasEnded(status))
                        .isPresent());
        PodNode running = new PodNode(pod, watched(), logs);
        OptionalInt exit = running.awaitExit(Duration.ZERO);
        if (exit.isPresent()) {
            throw NodeExit.explain(node.id(), node.address(), running, exit.getAsInt());
        }
        doors.open(names.pod(node.id()), node.address(), node.address().users());
        inSync.watch(watched(), pod, plan.chain().spec(), node.address().rpcUri());
        return running;
    }

    private Pod await(NodeId node, Stage stage, Predicate<Pod> wanted) {
        return watched().await(awaited(node, stage), List.of(), wanted, deadline);
    }

    private Awaited awaited(NodeId node, Stage stage) {
        return new Awaited(
                names.set(node),
                names.pod(node),
                Failure.doing("bringing up " + node)
                        .where("stage " + stage + ", pod " + names.pod(node) + " in " + namespace)
                        .expected(stage + " to be done"));
    }

    @Override
    public StageLog log(NodeId node, Stage stage) {
        return local.log(node, stage);
    }

    @Override
    public void skip(NodeId node, Stage stage, String reason) {
        local.skip(node, stage, reason);
    }

    @Override
    public Path folder(NodeId node) {
        return local.folder(node);
    }

    @Override
    public void publish(NetworkDescription description) {
        local.publish(description);
        cluster.tell(
                "telling others of the network",
                () -> cluster.client()
                        .resource(objects.description(Elsewhere.describe(description)))
                        .unlock()
                        .createOr(io.fabric8.kubernetes.client.dsl.NonDeletingOperation::update));
    }

    @Override
    public void companions(Map<String, Binary> programs) {
        images.learnCompanions(programs);
    }

    /** Its ports are its pod's; on this machine it has a place for its log. */
    @Override
    public List<Integer> reserve(CompanionId companion, int count) {
        local.reserve(companion, 0);
        return companions.reserve(companion, local.folder(companion.node()));
    }

    @Override
    public RunningCompanion start(CompanionPlan plan, Path executable) {
        return companions.start(plan, watched(), deadline);
    }

    @Override
    public List<Integer> reserve(RelayerId relayer, int count) {
        return relayers.reserve(relayer, local.reserve(relayer, count));
    }

    @Override
    public RunningRelayer start(RelayerPlan plan, Path executable) {
        return images.haveRelayer(RelayerPods.kind(plan.id()))
                ? relayers.start(plan, executable, local.folder(plan.id()), watched())
                : local.start(plan, executable);
    }

    @Override
    public Endpoints endpoints(String relayer, NodeId node, Endpoints users) {
        return images.haveRelayer(relayer) ? RelayerPods.endpoints(Objects.requireNonNull(hosts.get(node))) : users;
    }

    @Override
    public StageLog log(RelayerId relayer) {
        return local.log(relayer);
    }

    @Override
    public Path folder(RelayerId relayer) {
        return local.folder(relayer);
    }

    @Override
    public void keepFolder() {
        local.keepFolder();
    }

    @Override
    public void close() {
        Uninterrupted.run("close " + spec.name(), this::closeOnce);
    }

    private void closeOnce() {
        closing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            inSync.close();
            doors.close();
            try {
                if (!refused) {
                    Namespaces.remove(cluster, own, Deadline.after(TO_REMOVE));
                }
            } finally {
                logs.close();
                if (pods != null) {
                    pods.close();
                }
                cluster.close();
                OPEN.remove(place.folder());
                local.close();
            }
        } finally {
            closing.unlock();
        }
    }

    private <T extends HasMetadata> T make(T object) {
        if (closed) {
            throw new CancelledException(Failure.doing("starting the network " + spec.name())
                    .seen("it was stopped meanwhile")
                    .build());
        }
        String what = object.getKind() + " " + object.getMetadata().getName();
        return cluster.ask(
                "making the " + what + " in " + namespace,
                () -> cluster.client().resource(object).create());
    }

    private Pods watched() {
        return Objects.requireNonNull(pods);
    }

    private Path log(NodeId node, String stage) {
        return local.folder(node).resolve("logs").resolve(stage + ".log");
    }
}
