package dev.orrery.service.internal.network;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.service.internal.disk.Durable;
import dev.orrery.service.internal.http.HttpProblem;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The network that the service belongs to: one that runs in this process, or one that it was told of, which it finds again
 * when it is started again on the same store. Thread-safe.
 */
public final class LiveNetwork implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final Consumer<Network> onChange;
    private volatile @Nullable Network network;
    private @Nullable Network own;
    private volatile @Nullable Supplier<FoundNetwork> found;

    /**
     * The network that was there when the service was stopped, if there was one.
     *
     * @param file keeps what attaching needs; it holds mnemonics
     * @param onChange told of each network from its beginning
     */
    public LiveNetwork(Path file, Consumer<Network> onChange) {
        this.file = file;
        this.onChange = onChange;
        if (Files.exists(file)) {
            own = Network.attach(read(file));
            network = own;
        }
    }

    /** The service runs in this network's process from now on; it stays the caller's to close. */
    public void attach(Network running) {
        replace(running, running.description(), null);
    }

    /** The service belongs to a network that runs elsewhere from now on. */
    public void attach(NetworkDescription description) {
        Network attached = Network.attach(description);
        replace(attached, description, attached);
    }

    /** Logs are read there from now on. */
    public void logs(Supplier<FoundNetwork> source) {
        found = source;
    }

    /** The network, if it is ready. */
    public Optional<Network> network() {
        return Optional.ofNullable(network);
    }

    /** @throws HttpProblem if there is none, or it is not ready yet */
    public Network require() {
        return network()
                .orElseThrow(() -> new HttpProblem(409, "no-network", "there is no network yet, or it is not ready")
                        .header("Retry-After", "1"));
    }

    /**
     * The chain that a path names.
     *
     * @throws HttpProblem if there is none
     */
    public Chain chain(Context ctx) {
        try {
            return require().chain(ctx.pathParam("chain"));
        } catch (InvalidInputException e) {
            throw new HttpProblem(404, "no-such-chain", e.failure().headline());
        }
    }

    /** Where logs are read; empty where nodes run elsewhere. */
    public Optional<FoundNetwork> logs() {
        return Optional.ofNullable(found).map(Supplier::get);
    }

    /** Ends the connections that are its own. */
    @Override
    public void close() {
        lock.lock();
        try {
            network = null;
            if (own != null) {
                own.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void replace(Network next, NetworkDescription description, @Nullable Network toClose) {
        lock.lock();
        try {
            Durable.write(file, JSON.writeValueAsBytes(description));
            if (own != null) {
                own.close();
            }
            own = toClose;
            network = next;
            onChange.accept(next);
        } finally {
            lock.unlock();
        }
    }

    private static NetworkDescription read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), NetworkDescription.class);
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }
}
