package dev.orrery.engine.internal.relayers;

import dev.orrery.base.Deadline;
import dev.orrery.engine.RunningNetwork.RelayerListener;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.internal.AllOrNothing;
import dev.orrery.engine.internal.binaries.RelayerBinaries;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerProgram;
import dev.orrery.engine.relayers.RelayerTask;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.network.NetworkDescription.RelayerProcess;
import dev.orrery.spec.RelayerSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** The relayers of a network that run as processes. Thread-safe. */
public final class ProcessRelayers implements AutoCloseable {
    private static final String EMBEDDED = RelayerSpec.Kind.EMBEDDED.label();

    private final BackendSession session;
    private final RelayerBinaries binaries;
    private final Map<String, PathProcesses> paths = new LinkedHashMap<>();
    private final Map<RelayerId, RelayerUnit> units = new LinkedHashMap<>();
    private final List<RelayerListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Runnable onChange = () -> {};

    public ProcessRelayers(BackendSession session, RelayerBinaries binaries) {
        this.session = session;
        this.binaries = binaries;
    }

    /**
     * Starts those of every path, and returns when they relay.
     *
     * @param network with its paths open
     * @param onReady hears of each one that relays
     * @return the same with the processes that were started
     */
    public NetworkDescription start(NetworkDescription network, Consumer<RelayerId> onReady, Deadline deadline) {
        List<Runnable> starts = new ArrayList<>();
        for (PathDescription path : network.paths()) {
            List<RelayerUnit> ofPath = units(network, path);
            if (!ofPath.isEmpty()) {
                boolean embedded = path.relayers().stream()
                        .anyMatch(relayer -> relayer.kind().equals(EMBEDDED) && !relayer.backup());
                PathProcesses processes = new PathProcesses(ofPath, embedded, new ToAll());
                paths.put(path.name(), processes);
                ofPath.forEach(unit -> units.put(unit.id(), unit));
                starts.add(() -> {
                    processes.start(deadline);
                    ofPath.stream()
                            .filter(unit -> !unit.backup())
                            .map(RelayerUnit::id)
                            .forEach(onReady);
                });
            }
        }
        AllOrNothing.run(starts);
        return describe(network);
    }

    /** The same network with the processes that run now. */
    public NetworkDescription describe(NetworkDescription network) {
        return network.withPaths(network.paths().stream()
                .map(path -> path.withRelayers(path.relayers().stream()
                        .map(relayer -> described(path, relayer))
                        .toList()))
                .toList());
    }

    /** Told now, and from now on whenever a process has begun or ended, before those who listen are. */
    public void onChange(Runnable listener) {
        onChange = listener;
        listener.run();
    }

    /** Has backups stand in for the embedded relayers, and those for processes, where both are on one path. */
    public void guard(NetworkDescription network, Function<String, Optional<EmbeddedRelayer>> embedded) {
        for (PathDescription path : network.paths()) {
            Optional.ofNullable(paths.get(path.name()))
                    .ifPresent(processes ->
                            embedded.apply(path.name()).ifPresent(relayer -> guard(path, processes, relayer)));
        }
    }

    private static void guard(PathDescription path, PathProcesses processes, EmbeddedRelayer relayer) {
        for (RelayerDescription described : path.relayers()) {
            if (described.kind().equals(EMBEDDED) && described.backup()) {
                processes.backUp(new RelayerId(path.name(), described.name()), relayer);
            } else if (described.kind().equals(EMBEDDED)) {
                processes.guard(relayer.watch());
            }
        }
    }

    public void listen(RelayerListener listener) {
        listeners.add(listener);
    }

    private List<RelayerUnit> units(NetworkDescription network, PathDescription path) {
        List<RelayerUnit> units = new ArrayList<>();
        for (int i = 0; i < path.relayers().size(); i++) {
            int index = i;
            RelayerDescription relayer = path.relayers().get(i);
            RelayerProgram.of(relayer.kind()).ifPresent(program -> {
                RelayerTask task = RelayerTask.of(network, path, relayer);
                units.add(new RelayerUnit(
                        session,
                        program,
                        task.reaching((node, users) -> session.endpoints(relayer.kind(), node, users)),
                        List.of(task.a(), task.b()),
                        binaries.of(path.name(), index),
                        relayer.backup()));
            });
        }
        return units;
    }

    private RelayerDescription described(PathDescription path, RelayerDescription relayer) {
        RelayerUnit unit = units.get(new RelayerId(path.name(), relayer.name()));
        PathProcesses processes = paths.get(path.name());
        if (unit == null || processes == null) {
            return relayer;
        }
        long pid = processes.process(unit).map(running -> running.pid()).orElse(0L);
        return relayer.withProcess(
                Optional.of(new RelayerProcess(pid, session.folder(unit.id()).toString(), unit.endpoint())));
    }

    @Override
    public void close() {
        paths.values().forEach(PathProcesses::close);
    }

    /** Hands on to whoever listens then. */
    private final class ToAll implements RelayerListener {
        @Override
        public void onExit(RelayerId relayer, int status, List<String> lastLines) {
            onChange.run();
            listeners.forEach(listener -> listener.onExit(relayer, status, lastLines));
        }

        @Override
        public void onTakeOver(RelayerId backup) {
            onChange.run();
            listeners.forEach(listener -> listener.onTakeOver(backup));
        }

        @Override
        public void onFailure(RelayerId backup, dev.orrery.base.OrreryException failure) {
            listeners.forEach(listener -> listener.onFailure(backup, failure));
        }
    }
}
