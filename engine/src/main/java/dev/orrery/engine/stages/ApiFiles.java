package dev.orrery.engine.stages;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.service.client.Lease;
import dev.orrery.service.client.ServiceClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The shared files of a chain at the API service: {@code CHAIN/genesis.json}, {@code CHAIN/nodes/NODE/…}. Works wherever the
 * service can be reached, on this machine or in a container: all it takes is the service's address and the token of a node.
 *
 * <pre>{@code
 * try (ServiceClient service = ServiceClient.of(url, tokenOfTheNode)) {
 *     SharedFiles shared = ApiFiles.of(service, "hub", deadline);
 *     InitChain.run(plan, shared, log);               // on every node that may be the first: one of them does it
 *     InitNode.run(plan, node, shared, home, log);    // waits until it is done
 * }
 * }</pre>
 *
 * <p>Who leaves the files has the lease {@code init-chain.CHAIN}, renewed while the work is under way, and sends its number
 * with each file; the service refuses the files of anybody else, also of a holder whose lease has expired. Whoever fetches
 * files waits until the lease's work is done, so that nobody sees what one that died has left. After that the lease is given
 * to nobody again, so the files stay as they are. Thread-safe.
 */
public final class ApiFiles implements SharedFiles {
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final ServiceClient service;
    private final String chain;
    private final Duration ttl;
    private final Deadline deadline;
    private final Optional<Lease> held;
    private volatile boolean done;

    private ApiFiles(ServiceClient service, String chain, Duration ttl, Deadline deadline, Optional<Lease> held) {
        this.service = service;
        this.chain = chain;
        this.ttl = ttl;
        this.deadline = deadline;
        this.held = held;
    }

    /**
     * The files of a chain; nothing is asked yet.
     *
     * @param service with the token of the node; the caller's to close
     * @param deadline for all that is asked, waiting included
     */
    public static ApiFiles of(ServiceClient service, String chain, Deadline deadline) {
        return new ApiFiles(service, chain, LEASE, deadline, Optional.empty());
    }

    /** The same, with another time after which the next node does what one that died has begun; 10 s by itself. */
    public ApiFiles takenOverAfter(Duration time) {
        return new ApiFiles(service, chain, time, deadline, held);
    }

    @Override
    public boolean once(Consumer<SharedFiles> work) {
        return service.once(
                lease(),
                ttl,
                lease -> work.accept(new ApiFiles(service, chain, ttl, deadline, Optional.of(lease))),
                deadline);
    }

    @Override
    public void put(PlannedFile file) {
        held.ifPresentOrElse(
                lease -> service.put(name(file.path()), file.content(), lease, deadline),
                () -> service.put(name(file.path()), file.content(), deadline));
    }

    @Override
    public byte[] get(String path) {
        if (!done && held.isEmpty()) {
            service.awaitDone(lease(), deadline);
            done = true;
        }
        return service.find(name(path), deadline)
                .orElseThrow(() -> new StageException(Failure.doing("fetching " + path)
                        .where("stage " + Stage.INIT_NODE)
                        .expected("that " + Stage.INIT_CHAIN + " has left it as " + name(path))
                        .seen("the API service has no such file")
                        .build()));
    }

    private String lease() {
        return Stage.INIT_CHAIN.label() + "." + chain;
    }

    private String name(String path) {
        return chain + "/" + path;
    }
}
