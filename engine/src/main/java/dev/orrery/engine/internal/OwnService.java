package dev.orrery.engine.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.OrreryException;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.service.NetworkService;
import dev.orrery.engine.service.NetworkService.StageState;
import dev.orrery.engine.service.ServiceProvider;
import dev.orrery.engine.stages.ApiFiles;
import dev.orrery.engine.stages.SharedFiles;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.ApiDescription;
import dev.orrery.service.client.ServiceClient;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API service of a network that this process starts, where one is wanted. It comes up beside the chains, which do not wait
 * for it unless they share files through it; what it is told meanwhile it hears in order.
 */
final class OwnService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnService.class);
    private static final String FOLDER = "api";

    private final @Nullable Future<NetworkService> started;
    private final ExecutorService inOrder = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("own-api").daemon().factory());
    private volatile @Nullable ServiceClient client;

    private OwnService(@Nullable ServiceProvider provider, Callable<NetworkService> start) {
        this.started = provider == null ? null : inOrder.submit(start);
    }

    /**
     * Begins to start it, in a folder of the network's own folder.
     *
     * @param found where the network's logs are read
     * @throws InvalidInputException if one is wanted and none is on the class path
     */
    static OwnService begin(UpOptions options, Events events, Supplier<FoundNetwork> found) {
        if (options.api().isEmpty()) {
            return new OwnService(null, () -> {
                throw new AssertionError("none is wanted");
            });
        }
        ServiceProvider provider = provider();
        return new OwnService(provider, () -> {
            NetworkService service =
                    provider.start(options.api().get(), options.folder().resolve(FOLDER));
            service.logs(found);
            events.tell(at -> new UpEvent.ApiReady(at, service.url(), service.tokenFile()));
            return service;
        });
    }

    /** Tells it of a stage, once it is there. */
    void stage(NodeId node, Stage stage, StageState state) {
        Optional<Future<?>> unused = later(service -> service.stage(node, stage, state));
    }

    /** The shared files as each node sees them, with a token of its own; waits until the service is there. */
    Function<NodeId, SharedFiles> files(Deadline deadline) {
        NetworkService service = get();
        ServiceClient connections = client;
        if (connections == null) {
            connections = ServiceClient.of(service.url(), "");
            client = connections;
        }
        ServiceClient shared = connections;
        Map<NodeId, SharedFiles> known = new ConcurrentHashMap<>();
        return node ->
                known.computeIfAbsent(node, id -> ApiFiles.of(shared.with(service.tokenOf(id)), id.chain(), deadline));
    }

    /** The network with what others need to know of the service. */
    NetworkDescription describe(NetworkDescription network) {
        return started == null
                ? network
                : network.withApi(new ApiDescription(
                        get().url().toString(), get().tokenFile().toString()));
    }

    /** The network can be asked about from when this returns. */
    void ready(RunningNetwork network) {
        later(service -> service.ready(network)).ifPresent(OwnService::await);
    }

    @Override
    public void close() {
        try (inOrder) {
            Optional<Future<?>> unused = later(NetworkService::close);
        }
        ServiceClient connections = client;
        if (connections != null) {
            connections.close();
        }
    }

    /** After all that it was told before; empty where there is none to be told. */
    private Optional<Future<?>> later(Consumer<NetworkService> action) {
        if (started == null || inOrder.isShutdown()) {
            return Optional.empty();
        }
        return Optional.of(inOrder.submit(() -> {
            if (started.state() == Future.State.SUCCESS) {
                try {
                    action.accept(started.resultNow());
                } catch (RuntimeException e) {
                    LOG.warn("the API service was not told: {}", e.getMessage());
                }
            }
        }));
    }

    private NetworkService get() {
        return await(Objects.requireNonNull(started, "asked without one"));
    }

    private static <T> T await(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrreryException known) {
                throw known;
            }
            throw new AssertionError("starting the API service failed in an unforeseen way", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("starting the API service")
                            .seen("an interrupt")
                            .build(),
                    e);
        }
    }

    private static ServiceProvider provider() {
        return ServiceLoader.load(ServiceProvider.class, OwnService.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Failure.doing("starting the API service")
                        .expected("an API service on the class path")
                        .seen("none")
                        .hint("add the module orrery-service, or start the network without its API")
                        .build()));
    }
}
