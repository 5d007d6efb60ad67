package dev.orrery.backend.kubernetes.internal.inside;

import dev.orrery.backend.kubernetes.internal.objects.CompanionContainers;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.backend.kubernetes.internal.objects.NetworkFile;
import dev.orrery.backend.kubernetes.internal.objects.PodNames;
import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlanner;
import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.stages.ApiFiles;
import dev.orrery.engine.stages.AwaitLaunch;
import dev.orrery.engine.stages.HomeFiles;
import dev.orrery.engine.stages.InitChain;
import dev.orrery.engine.stages.InitNode;
import dev.orrery.engine.stages.SharedFiles;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.service.client.ServiceClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The stages that are carried out in the pod of a node, before the chain's binary is started there. */
public final class StagesInPod {
    /** Longer than an API service that was killed needs to come back; the pod is restarted after it. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What the chain's first node has before another one takes over: its pod may be on a machine that is lost. */
    private static final Duration HEAD_START = Duration.ofSeconds(30);

    /** For an answer that is there already, if the service is. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final ServiceClient service;
    private final NetworkFile network;
    private final NodeId node;
    private final String chain;

    private final StageLog log;
    private final Deadline deadline = Deadline.after(PATIENCE);

    private StagesInPod(ServiceClient service, NetworkFile network, NodeId node, StageLog log) {
        this.service = service;
        this.network = network;
        this.node = node;
        this.chain = node.chain();
        this.log = log;
    }

    /**
     * Carries out a stage for the pod that this is called in.
     *
     * @param environment {@code POD_NAME} and {@code ORRERY_API}
     */
    public static void run(Stage stage, Map<String, String> environment, StageLog log) {
        NetworkFile network = NetworkFile.mounted();
        NodeId node = PodNames.of(network.spec()).node(given(environment, "POD_NAME"));
        try (ServiceClient service = ServiceClient.of(URI.create(given(environment, "ORRERY_API")), token())) {
            StagesInPod stages = new StagesInPod(service, network, node, log);
            if (stage == Stage.INIT_CHAIN) {
                stages.initChain();
            } else {
                stages.initNode(Path.of(Names.HOME));
            }
        }
    }

    /** The token that the pod was given. */
    static String token() {
        return new String(NetworkFile.content(Path.of(Names.TOKEN_FILE)), StandardCharsets.UTF_8).strip();
    }

    /** The chain's first node does it; another one only if that does not come to it, and till then plans nothing. */
    private void initChain() {
        log.line("init-chain of " + chain + " is for one of its nodes to run, as the API service says");
        NodeId first = LayoutPlanner.nodes(network.spec()).stream()
                .filter(other -> other.chain().equals(chain))
                .findFirst()
                .orElseThrow();
        if ((!node.equals(first) && isDone(HEAD_START)) || !InitChain.run(planWithGenesis(), shared(), log)) {
            InitChain.explainTo(first, log);
        }
    }

    /** An API service that has lost its store gets everything anew: every node comes to the same genesis and keys. */
    private void initNode(Path home) {
        ChainPlan plan = plan();
        NodeLayout layout = plan.chain().nodes().stream()
                .filter(other -> other.id().equals(node))
                .findFirst()
                .orElseThrow();
        if (!isDone(GLANCE)) {
            InitChain.run(planWithGenesis(), shared(), log);
        }
        SigningState signing = new SigningState(home, log);
        boolean used = signing.isThere();
        InitNode.run(plan, layout, shared(), home, log);
        if (!used && layout.role() != NodeLayout.Role.FULL_NODE) {
            signing.restore(plan.chain(), layout, deadline);
        }
        Objects.requireNonNull(plan.nodes().get(node.node())).companions().forEach(this::write);
    }

    /** What a companion's home holds at its start. */
    private void write(CompanionPlan companion) {
        Path home = Path.of(Names.home(companion.id().name()));
        for (PlannedFile file : companion.files()) {
            AtomicFiles.folder(Objects.requireNonNull(home.resolve(file.path()).getParent()));
            String content = new String(file.content(), StandardCharsets.UTF_8);
            HomeFiles.write(
                    home,
                    file.with(CompanionContainers.placed(content, companion).getBytes(StandardCharsets.UTF_8)));
        }
        log.line("the home of " + companion.id() + " is ready: "
                + companion.files().size() + " files");
    }

    private boolean isDone(Duration atMost) {
        try {
            service.awaitDone(Stage.INIT_CHAIN.label() + "." + chain, deadline.atMost(atMost));
            return true;
        } catch (DeadlineExceededException e) {
            return false;
        }
    }

    /** Without the words of a provider, which only the genesis of a chain that it has launched needs. */
    private ChainPlan plan() {
        Layout layout = layout();
        return ChainPlanner.plan(layout, layout.chain(chain), facts(), network.prefixes());
    }

    private ChainPlan planWithGenesis() {
        Layout layout = layout();
        ChainLayout own = layout.chain(chain);
        if (!own.spec().isLaunched()) {
            return plan();
        }
        Path told = Path.of(Names.LAUNCH_FOLDER, Names.GENESIS);
        if (!Files.exists(told)) {
            return AwaitLaunch.plan(layout, own, facts(), network.prefixes(), log, deadline);
        }
        ChainPlan plan = plan();
        return new ChainPlan(
                plan.chain(),
                plan.prefix(),
                PlannedFile.open(plan.genesis().path(), new String(NetworkFile.content(told), StandardCharsets.UTF_8)),
                plan.nodes());
    }

    private Layout layout() {
        return LayoutPlanner.layout(network.spec(), network.placement(), network.genesisTime());
    }

    private SharedFiles shared() {
        return ApiFiles.of(service, chain, deadline);
    }

    private BinaryFacts facts() {
        return facts(network, chain, Path.of(Names.DEFAULTS_FOLDER));
    }

    /** @param defaults the home that the chain's binary has left for this pod */
    static BinaryFacts facts(NetworkFile network, String chain, Path defaults) {
        String prefix = network.prefixes().getOrDefault(chain, "");
        BinaryFacts facts = BinaryFacts.inHome(defaults, prefix);
        Path own = Path.of(Names.NETWORK_FOLDER, NetworkFile.ownGenesis(chain));
        return Files.exists(own)
                ? new BinaryFacts(
                        facts.sha256(),
                        (ObjectNode) JsonMapper.shared().readTree(NetworkFile.content(own)),
                        facts.configFiles(),
                        prefix)
                : facts;
    }

    private static String given(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }
}
