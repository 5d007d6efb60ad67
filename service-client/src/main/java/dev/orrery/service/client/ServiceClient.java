package dev.orrery.service.client;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.base.Sha256;
import dev.orrery.service.client.Calls.Call;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Talks to an API service with one token. Requests are sent again, with growing pauses, while the service cannot be reached
 * or is busy, until their deadline. Thread-safe.
 *
 * <p>All methods throw {@link DeadlineExceededException} where no answer came in time, {@link
 * dev.orrery.base.NetworkStateException} where the service refuses, {@link dev.orrery.base.InvalidInputException} for names
 * it cannot take, and {@link dev.orrery.base.CancelledException} where the thread is interrupted.
 */
public final class ServiceClient implements AutoCloseable {
    /** Below what the service allows, so that who waits longer is known to be there still. */
    private static final Duration ONE_WAIT = Duration.ofSeconds(30);

    private final Calls calls;
    private final String asked;

    private ServiceClient(Calls calls, String asked) {
        this.calls = calls;
        this.asked = asked;
    }

    /** A client of the service at this address. Nothing is asked yet. */
    public static ServiceClient of(URI url, String token) {
        return new ServiceClient(new Calls(url, token, Optional.empty()), url.toString());
    }

    /**
     * A client of a service whose certificate is not of an authority that Java trusts.
     *
     * @param trusted certificates, PEM: that of the authority, or the service's own; no others are trusted
     * @throws dev.orrery.base.InvalidInputException if there are none in the file
     */
    public static ServiceClient of(URI url, String token, Path trusted) {
        return new ServiceClient(new Calls(url, token, Optional.of(TrustedCertificates.of(trusted))), url.toString());
    }

    /** Stores a file; one of the same name is replaced. On the service's disk when this returns. */
    public void put(String name, byte[] content, Deadline deadline) {
        store(name, content, null, deadline);
    }

    /** Stores a file that only the holder of a lease may store. */
    public void put(String name, byte[] content, Lease lease, Deadline deadline) {
        store(name, content, Long.toString(lease.fence()), deadline);
    }

    /** A file, if it is there. */
    public Optional<byte[]> find(String name, Deadline deadline) {
        return get("reading " + name, "/v1/files/" + FilesApi.checked(name), deadline);
    }

    /** Waits for a file. */
    public byte[] await(String name, Deadline deadline) {
        while (true) {
            Optional<byte[]> found = get(
                    "waiting for " + name,
                    "/v1/files/" + FilesApi.checked(name) + "?wait=" + oneWait(deadline),
                    grace(deadline));
            if (found.isPresent()) {
                return found.get();
            }
            if (deadline.passed()) {
                throw missed("waiting for " + name, "the file " + name, "no such file yet", deadline);
            }
        }
    }

    /** Files of any size, and what there is to know of them. */
    public FilesApi files() {
        return new FilesApi(calls);
    }

    /** Makes a token for a node; one that it had before is void. Takes the operator's token. */
    public String issueToken(String chain, String node, Deadline deadline) {
        String path = "/v1/tokens/nodes/" + chain + "/" + node;
        return json(call("making a token for " + chain + "/" + node, "POST", path, null), deadline)
                .required("token")
                .asString();
    }

    /** Says how far a node is: {@code init-node}, {@code done}. */
    public void report(String chain, String node, String stage, String state, Deadline deadline) {
        ObjectNode body = Calls.JSON.createObjectNode().put("stage", stage).put("state", state);
        json(call("reporting " + stage, "PUT", "/v1/nodes/" + chain + "/" + node + "/stage", body), deadline);
    }

    /** Arrives at a barrier and waits until all have. */
    public void arrive(String barrier, int parties, Deadline deadline) {
        ObjectNode body = Calls.JSON.createObjectNode().put("parties", parties);
        while (true) {
            String doing = "waiting at the barrier " + barrier;
            JsonNode json = json(
                    call(doing, "POST", "/v1/barriers/" + barrier + "?wait=" + oneWait(deadline), body),
                    grace(deadline));
            if (json.required("open").asBoolean()) {
                return;
            }
            if (deadline.passed()) {
                throw missed(doing, parties + " parties", "only " + json.required("arrived"), deadline);
            }
        }
    }

    /**
     * Has work done once, by one of all that ask for it under this name: does it, or waits until another has. If whoever
     * does it dies or loses the lease, the next one begins anew.
     *
     * @param ttl how long others wait for one that has died; the lease is renewed while the work is under way
     * @param work gets the lease, to be sent with what it writes; interrupted if the lease is lost
     * @return whether it was done here
     * @throws dev.orrery.base.NetworkStateException if the lease was lost while the work was under way
     */
    public boolean once(String name, Duration ttl, Consumer<Lease> work, Deadline deadline) {
        Optional<Lease> lease = acquire(name, ttl, deadline);
        if (lease.isEmpty()) {
            return false;
        }
        work(lease.get(), ttl, work);
        release(lease.get(), true, deadline);
        return true;
    }

    /** Waits until the work of a lease is done, whoever does it: see {@link #once}. */
    public void awaitDone(String lease, Deadline deadline) {
        String doing = "waiting until " + lease + " is done";
        while (true) {
            String path = "/v1/leases/" + lease + "?wait=" + oneWait(deadline);
            if (json(call(doing, "GET", path, null), grace(deadline))
                    .required("done")
                    .asBoolean()) {
                return;
            }
            if (deadline.passed()) {
                throw missed(doing, "that somebody does it", "it is not done", deadline);
            }
        }
    }

    /** What can be asked of the service's network. */
    public NetworkApi network() {
        return new NetworkApi(calls);
    }

    /** The same service with another token, over the same connections; of no use any more once this one is closed. */
    public ServiceClient with(String otherToken) {
        return new ServiceClient(calls.with(otherToken), asked);
    }

    @Override
    public void close() {
        calls.close();
    }

    private Optional<Lease> acquire(String name, Duration ttl, Deadline deadline) {
        ObjectNode body = Calls.JSON.createObjectNode().put("ttl", ttl.toMillis() + "ms");
        while (true) {
            String doing = "waiting for the lease " + name;
            Call call = call(doing, "POST", "/v1/leases/" + name + "?wait=" + oneWait(deadline), body);
            HttpResponse<byte[]> answer = calls.send(call, BodyHandlers.ofByteArray(), grace(deadline));
            if (answer.statusCode() == 200) {
                JsonNode json = Calls.JSON.readTree(answer.body());
                return json.required("done").asBoolean()
                        ? Optional.empty()
                        : Optional.of(
                                new Lease(name, json.required("fencing_token").asLong()));
            }
            if (answer.statusCode() != 409) {
                throw calls.refused(call, answer.statusCode(), answer.body());
            }
            if (deadline.passed()) {
                throw missed(doing, "the lease, or its work done", "somebody else has it", deadline);
            }
        }
    }

    private void work(Lease lease, Duration ttl, Consumer<Lease> work) {
        Renewal renewal = Renewal.start(() -> renew(lease, ttl), ttl.dividedBy(3));
        Optional<RuntimeException> lost = Optional.empty();
        try {
            try {
                work.accept(lease);
            } finally {
                lost = renewal.end();
            }
        } catch (RuntimeException | Error e) {
            lost.ifPresent(cause -> {
                cause.addSuppressed(e);
                throw lost(lease, cause);
            });
            giveBack(lease, e);
            throw e;
        }
        lost.ifPresent(cause -> {
            throw lost(lease, cause);
        });
    }

    private NetworkStateException lost(Lease lease, RuntimeException cause) {
        return new NetworkStateException(
                Failure.doing("doing the work of the lease " + lease.name())
                        .where(asked)
                        .expected("to have the lease until the work is done")
                        .seen("it was lost: " + cause.getMessage())
                        .hint("another one does it by now")
                        .build(),
                cause);
    }

    private void renew(Lease lease, Duration ttl) {
        json(
                call("renewing the lease " + lease.name(), "PUT", "/v1/leases/" + lease.name(), null, fence(lease)),
                Deadline.after(ttl));
    }

    private void release(Lease lease, boolean done, Deadline deadline) {
        Call call = call(
                "giving back the lease " + lease.name(),
                "DELETE",
                "/v1/leases/" + lease.name() + "?done=" + done,
                null,
                fence(lease));
        json(call, deadline);
    }

    /** So that others need not wait until it expires; what went wrong is told either way. */
    private void giveBack(Lease lease, Throwable cause) {
        boolean interrupted = Thread.interrupted();
        try {
            release(lease, false, Deadline.after(Duration.ofSeconds(2)));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void store(String name, byte[] content, @Nullable String fence, Deadline deadline) {
        List<String> headers = fence == null
                ? List.of("Content-Digest", digest(content))
                : List.of("Content-Digest", digest(content), "Fencing-Token", fence);
        Call call = new Call(
                "storing " + name,
                "PUT",
                "/v1/files/" + FilesApi.checked(name),
                BodyPublishers.ofByteArray(content),
                headers);
        json(call, deadline);
    }

    private Optional<byte[]> get(String doing, String path, Deadline deadline) {
        Call call = call(doing, "GET", path, null);
        HttpResponse<byte[]> answer = calls.send(call, BodyHandlers.ofByteArray(), deadline);
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(answer.body());
            case 404 -> Optional.empty();
            default -> throw calls.refused(call, answer.statusCode(), answer.body());
        };
    }

    private JsonNode json(Call call, Deadline deadline) {
        HttpResponse<byte[]> answer = calls.send(call, BodyHandlers.ofByteArray(), deadline);
        if (answer.statusCode() / 100 != 2) {
            throw calls.refused(call, answer.statusCode(), answer.body());
        }
        return Calls.JSON.readTree(answer.body());
    }

    private static Call call(String doing, String method, String path, @Nullable ObjectNode body, String... headers) {
        BodyPublisher sent =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Calls.utf8(body.toString()));
        return new Call(doing, method, path, sent, List.of(headers));
    }

    private static String[] fence(Lease lease) {
        return new String[] {"Fencing-Token", Long.toString(lease.fence())};
    }

    private static String oneWait(Deadline deadline) {
        return deadline.atMost(ONE_WAIT).remaining().toMillis() + "ms";
    }

    /** The service answers at the deadline; its answer then needs a moment. */
    private static Deadline grace(Deadline deadline) {
        return Deadline.after(deadline.remaining().plusSeconds(2));
    }

    private DeadlineExceededException missed(String doing, String expected, String seen, Deadline deadline) {
        return new DeadlineExceededException(Failure.doing(doing)
                .where(asked)
                .expected(expected + " within " + deadline.total().toMillis() + " ms")
                .seen(seen)
                .build());
    }

    private static String digest(byte[] content) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(Sha256.of(content)) + ":";
    }
}
