package dev.orrery.backend.process.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.FileLock;
import dev.orrery.base.HostException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.base.Uninterrupted;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.OpenSessions;
import dev.orrery.engine.backend.RunningCompanion;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.backend.RunningRelayer;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.engine.plan.JsonRpcPorts;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import dev.orrery.engine.stages.InitChain;
import dev.orrery.engine.stages.InitNode;
import dev.orrery.engine.stages.SharedFiles;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.Owner;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One network's folder, ports and processes, for as long as this JVM owns it. */
public final class ProcessSession implements BackendSession {
    static final OpenSessions<ProcessSession> OPEN = new OpenSessions<>("orrery stop");

    /** A status command may look at the lock for a moment; an owner keeps it. */
    private static final Duration GLANCE = Duration.ofMillis(250);

    private static final int PORTS = 5;

    private final NetworkFolder folder;
    private final FileLock lock;
    private final String backend;
    private final PortHolds<String> ports = new PortHolds<>();
    private final ProcessRecords records;
    private final RelayerProcesses relayers;
    private final CompanionProcesses companions;
    /** Whatever makes something takes the read lock, so that closing, which takes the other, misses nothing. */
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

    private volatile Function<NodeId, ? extends SharedFiles> shared = this::inFolder;
    private boolean closed;
    private volatile boolean keep;

    private ProcessSession(NetworkFolder folder, FileLock lock, String backend) {
        this.folder = folder;
        this.backend = backend;
        this.lock = lock;
        this.records = new ProcessRecords(folder);
        this.relayers = new RelayerProcesses(folder, ports, records);
        this.companions = new CompanionProcesses(folder, ports, records);
    }

    /**
     * Takes the folder; what a crash left in there is cleared away.
     *
     * @param backend what carries the network out
     */
    public static ProcessSession open(NetworkFolder folder, String backend) {
        boolean lockWasThere = Files.exists(folder.lock());
        ProcessSession session = new ProcessSession(folder, lock(folder), backend);
        try {
            folder.claim(lockWasThere);
            OPEN.add(folder.path(), session);
            folder.write(session.owner(false));
            Leftovers.endProcesses(folder, Deadline.after(Stopping.GRACE));
            folder.clear();
            return session;
        } catch (RuntimeException e) {
            session.abandon();
            throw e;
        }
    }

    @Override
    public Placement reserve(List<NodeId> ids) {
        return whileOpen(() -> {
            Map<NodeId, NodeAddress> addresses = new LinkedHashMap<>();
            for (NodeId id : ids) {
                List<Integer> p = ports.hold(id.toString(), PORTS);
                addresses.put(
                        id,
                        new NodeAddress(
                                PortHolds.HOST, PortHolds.HOST, p.get(0), p.get(1), p.get(2), p.get(3), p.get(4)));
                NetworkFolder.make(folder.logs(id));
            }
            records.expect(ids);
            return new Placement(addresses);
        });
    }

    @Override
    public NodeAddress withJsonRpc(NodeId node, NodeAddress address) {
        return whileOpen(() -> {
            List<Integer> p = ports.hold(jsonRpc(node), JsonRpcPorts.COUNT);
            return address.with(new JsonRpcPorts(p.get(0), p.get(1), p.get(2)));
        });
    }

    private static String jsonRpc(NodeId node) {
        return node + "/json-rpc";
    }

    @Override
    public void shareThrough(Function<NodeId, SharedFiles> files) {
        shared = files;
    }

    @Override
    public void initChain(ChainPlan plan) {
        whileOpen(() -> {
            List<NodeLayout> all = plan.chain().nodes();
            logged(all.getFirst().id(), Stage.INIT_CHAIN, log -> {
                InitChain.run(plan, shared.apply(all.getFirst().id()), log);
            });
            for (NodeLayout other : all.subList(1, all.size())) {
                logged(other.id(), Stage.INIT_CHAIN, log -> InitChain.explainTo(plan, other, log));
            }
            return null;
        });
    }

    @Override
    public void initNode(ChainPlan plan, NodeLayout node) {
        whileOpen(() -> {
            logged(node.id(), Stage.INIT_NODE, log -> {
                Path home = NetworkFolder.make(folder.home(node.id()));
                NetworkFolder.make(home.resolve("config"));
                NetworkFolder.make(home.resolve("data"));
                InitNode.run(plan, node, shared.apply(node.id()), home, log);
            });
            return null;
        });
    }

    @Override
    public RunningNode start(ChainPlan plan, NodeLayout node, Path executable) {
        NodeId id = node.id();
        String home = folder.home(id).toString();
        NodePlan part = Objects.requireNonNull(plan.nodes().get(id.node()), id::toString);
        List<String> arguments = part.start().stream()
                .map(argument -> argument.replace(NodePlan.HOME, home))
                .toList();
        Map<String, String> environment = new HashMap<>(part.environment());
        environment.replaceAll((name, value) -> value.replace(NodePlan.HOME, home));
        return whileOpen(() -> {
            ports.aboutToStart(id.toString());
            ports.aboutToStart(jsonRpc(id));
            new NodeCommand(id, folder).remember(executable);
            SupervisedProcess process = SupervisedProcess.start(
                    id.toString(),
                    executable,
                    arguments,
                    arguments,
                    environment,
                    folder.node(id),
                    folder.log(id, Stage.START));
            records.started(id, process);
            return process;
        });
    }

    @Override
    public List<Integer> reserve(CompanionId companion, int count) {
        return whileOpen(() -> companions.reserve(companion, count));
    }

    @Override
    public RunningCompanion start(CompanionPlan plan, Path executable) {
        return whileOpen(() -> companions.start(plan, executable));
    }

    @Override
    public List<Integer> reserve(RelayerId relayer, int count) {
        return whileOpen(() -> relayers.reserve(relayer, count));
    }

    @Override
    public RunningRelayer start(RelayerPlan plan, Path executable) {
        return whileOpen(() -> relayers.start(plan, executable));
    }

    @Override
    public StageLog log(RelayerId relayer) {
        return whileOpen(() -> relayers.log(relayer));
    }

    @Override
    public Path folder(RelayerId relayer) {
        return folder.folder(relayer);
    }

    @Override
    public StageLog log(NodeId node, Stage stage) {
        return whileOpen(() -> StageLog.append(folder.log(node, stage)));
    }

    @Override
    public void skip(NodeId node, Stage stage, String reason) {
        whileOpen(() -> {
            logged(node, stage, log -> log.line("nothing to do: " + reason));
            return null;
        });
    }

    @Override
    public Path folder(NodeId node) {
        return folder.node(node);
    }

    @Override
    public Optional<byte[]> read(NodeId node, String path) {
        return whileOpen(() -> folder.read(node, path));
    }

    @Override
    public void publish(NetworkDescription description) {
        whileOpen(() -> {
            folder.write(description);
            return null;
        });
    }

    @Override
    public void keepFolder() {
        keep = true;
    }

    @Override
    public void close() {
        Uninterrupted.run("close " + folder.name(), this::closeOnce);
    }

    private void closeOnce() {
        gate.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try {
                Stopping.stop(records.processes());
            } finally {
                leave();
            }
        } finally {
            gate.writeLock().unlock();
        }
    }

    /** Removes or marks the folder; then the ports and at last the lock are free. */
    private void leave() {
        try {
            if (keep) {
                folder.write(owner(true));
            } else {
                folder.delete();
            }
        } finally {
            abandon();
        }
    }

    private void abandon() {
        OPEN.remove(folder.path());
        ports.close();
        lock.close();
    }

    private <T> T whileOpen(Supplier<T> work) {
        gate.readLock().lock();
        try {
            if (closed) {
                throw new CancelledException(Failure.doing("starting the network " + folder.name())
                        .seen("it was stopped meanwhile")
                        .build());
            }
            return work.get();
        } catch (HostException e) {
            if (e.getCause() instanceof ClosedByInterruptException) {
                throw new CancelledException(e.failure(), e);
            }
            throw e;
        } finally {
            gate.readLock().unlock();
        }
    }

    private void logged(NodeId node, Stage stage, Consumer<StageLog> work) {
        try (StageLog log = StageLog.append(folder.log(node, stage))) {
            try {
                work.accept(log);
            } catch (RuntimeException e) {
                try {
                    log.line("failed: " + e.getMessage());
                } catch (HostException noLog) {
                    e.addSuppressed(noLog);
                }
                throw e;
            }
        }
    }

    private FolderShared inFolder(NodeId node) {
        return new FolderShared(NetworkFolder.make(folder.shared(node.chain())));
    }

    private OwnerFile owner(boolean kept) {
        ProcessHandle self = ProcessHandle.current();
        return new OwnerFile(new Owner(self.pid(), OsProcess.startOf(self).orElse(Instant.EPOCH)), kept, backend);
    }

    private static FileLock lock(NetworkFolder folder) {
        Supplier<Failure> running = () -> {
            String pid = folder.owner()
                    .map(file -> " (pid " + file.owner().pid() + ")")
                    .orElse("");
            return Failure.doing("starting the network " + folder.name())
                    .where(folder.path().toString())
                    .seen("it is already running" + pid)
                    .hint("use the one that runs, stop it first, or give this one another name")
                    .command("orrery down -n " + folder.path())
                    .build();
        };
        try {
            return FileLock.acquire(folder.lock(), Deadline.after(GLANCE), running);
        } catch (DeadlineExceededException e) {
            throw new NetworkStateException(e.failure(), e);
        }
    }
}
