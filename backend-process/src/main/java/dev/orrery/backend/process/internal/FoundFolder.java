package dev.orrery.backend.process.internal;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.FileLock;
import dev.orrery.base.NearMiss;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A network as its folder tells of it. */
public final class FoundFolder implements FoundNetwork {
    private final NetworkFolder folder;

    private FoundFolder(NetworkFolder folder) {
        this.folder = folder;
    }

    /**
     * The network of this folder, if it holds one or the rest of one.
     *
     * @param backend what must carry it out; for a moment at its begin no owner says so
     */
    public static Optional<FoundNetwork> find(NetworkFolder folder, String backend) {
        Optional<OwnerFile> owner = folder.owner();
        boolean there = owner.isPresent() ? owner.get().backend().equals(backend) : FileLock.isHeld(folder.lock());
        return there ? Optional.of(new FoundFolder(folder)) : Optional.empty();
    }

    @Override
    public State state() {
        if (!FileLock.isHeld(folder.lock())) {
            return State.CRASHED;
        }
        return description().isPresent() ? State.RUNNING : State.STARTING;
    }

    @Override
    public Optional<NetworkDescription> description() {
        return folder.description();
    }

    @Override
    public List<NodeId> nodes() {
        return folder.nodes().map(NodesFile::ids).orElse(List.of());
    }

    @Override
    public List<RelayerId> relayers() {
        return folder.nodes().map(NodesFile::relayerIds).orElse(List.of());
    }

    @Override
    public List<CompanionId> companions() {
        return folder.nodes().map(NodesFile::companionIds).orElse(List.of());
    }

    @Override
    public void readLog(CompanionId companion, boolean follow, Consumer<String> line) {
        Path log = folder.log(companion);
        if (follow) {
            try (LogFollower follower = new LogFollower(folder)) {
                follower.follow(folder.logs(companion), log, line);
            }
            return;
        }
        checkKnown("companion", companion, companions());
        read(
                log,
                line,
                () -> Failure.doing("reading the log of " + companion)
                        .expected("a companion that was started")
                        .seen("no log of it: its node has no block yet")
                        .hint("follow the log to wait for it")
                        .command("orrery logs " + companion + " -f")
                        .build());
    }

    @Override
    public void readLog(NodeId node, Stage stage, boolean follow, Consumer<String> line) {
        Path log = folder.log(node, stage);
        if (follow) {
            try (LogFollower follower = new LogFollower(folder)) {
                boolean known = follower.await(folder.path(), () -> Files.exists(folder.nodesFile()));
                if (known) {
                    checkKnown("node", node, nodes());
                    follower.follow(folder.logs(node), log, line);
                }
            }
            return;
        }
        checkKnown("node", node, nodes());
        read(
                log,
                line,
                () -> Failure.doing("reading the log of " + stage + " of " + node)
                        .expected("a stage that has begun")
                        .seen("no log of it")
                        .hint("follow the log to wait for it")
                        .command("orrery logs " + node + " --stage " + stage + " -f")
                        .build());
    }

    @Override
    public void readLog(RelayerId relayer, boolean follow, Consumer<String> line) {
        checkKnown("relayer", relayer, relayers());
        Path log = folder.log(relayer);
        if (follow) {
            try (LogFollower follower = new LogFollower(folder)) {
                follower.follow(folder.logs(relayer), log, line);
            }
            return;
        }
        read(
                log,
                line,
                () -> Failure.doing("reading the log of " + relayer)
                        .expected("a relayer that was started")
                        .seen("no log of it: a backup is started when the other relayers of its path are gone")
                        .hint("follow the log to wait for it")
                        .command("orrery logs " + relayer + " -f")
                        .build());
    }

    @Override
    public int exec(NodeId node, List<String> arguments, Optional<InputStream> in, OutputStream out, OutputStream err) {
        checkKnown("node", node, nodes());
        return new NodeCommand(node, folder).run(arguments, in, out, err);
    }

    private static void read(Path log, Consumer<String> line, Supplier<Failure> missing) {
        try (LineReader reader = new LineReader(log, line)) {
            reader.readRest();
        } catch (NoSuchFileException e) {
            throw new NetworkStateException(missing.get(), e);
        } catch (IOException e) {
            throw AtomicFiles.refused("reading the log", log, e);
        }
    }

    @Override
    public void stop(Deadline deadline) {
        Optional<ProcessSession> own = ProcessSession.OPEN.of(folder.path());
        if (own.isPresent()) {
            own.get().close();
            return;
        }
        if (FileLock.isHeld(folder.lock())) {
            Optional<Owner> owner = folder.owner().map(OwnerFile::owner);
            owner.flatMap(meant -> OsProcess.find(meant.pid(), meant.startedAt()))
                    .ifPresent(ProcessHandle::destroy);
            FileLock.awaitFree(folder.lock(), deadline, () -> notStopped(owner, deadline));
            if (folder.owner().map(OwnerFile::kept).orElse(false)) {
                return;
            }
        }
        Leftovers.remove(folder, deadline);
    }

    private Failure notStopped(Optional<Owner> owner, Deadline deadline) {
        Failure.Builder failure = Failure.doing("stopping the network " + folder.name())
                .where(folder.path().toString())
                .expected("that its owner stops it within " + deadline.total().toSeconds() + " s");
        owner.ifPresentOrElse(
                it -> failure.seen("its owner, process " + it.pid() + ", still has it")
                        .hint("end the owner by force; its nodes end with it")
                        .command("kill -9 " + it.pid()),
                () -> failure.seen("somebody has its lock, but does not say who"));
        return failure.build();
    }

    private <T> void checkKnown(String what, T wanted, List<T> known) {
        if (!known.contains(wanted)) {
            Failure.Builder failure = Failure.doing("looking for " + wanted)
                    .expected("one of the " + what + "s " + known)
                    .seen("no " + what + " " + wanted + " in the network " + folder.name());
            NearMiss.of(wanted.toString(), known.stream().map(Object::toString).toList())
                    .ifPresent(meant -> failure.hint("did you mean " + meant + "?"));
            throw new NetworkStateException(failure.build());
        }
    }
}
