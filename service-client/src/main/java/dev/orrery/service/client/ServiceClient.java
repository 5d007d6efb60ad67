package dev.orrery.service.client;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Sha256;
import dev.orrery.service.client.Calls.Call;
import dev.orrery.service.client.Calls.Waited;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
    private final Calls calls;

    private ServiceClient(Calls calls) {
        this.calls = calls;
    }

    /** A client of the service at this address. Nothing is asked yet. */
    public static ServiceClient of(URI url, String token) {
        return new ServiceClient(new Calls(url, token, Optional.empty()));
    }

    /**
     * A client of a service whose certificate is not of an authority that Java trusts.
     *
     * @param trusted certificates, PEM: that of the authority, or the service's own; no others are trusted
     * @throws dev.orrery.base.InvalidInputException if there are none in the file
     */
    public static ServiceClient of(URI url, String token, Path trusted) {
        return new ServiceClient(new Calls(url, token, Optional.of(TrustedCertificates.of(trusted))));
    }

    /** Stores a file; one of the same name is replaced. On the service's disk when this returns. */
    public void put(String name, byte[] content, Deadline deadline) {
        store(name, content, List.of(), deadline);
    }

    /** Stores a file that only the holder of a lease may store. */
    public void put(String name, byte[] content, Lease lease, Deadline deadline) {
        store(name, content, List.of("Fencing-Token", Long.toString(lease.fence())), deadline);
    }

    /** A file, if it is there. */
    public Optional<byte[]> find(String name, Deadline deadline) {
        return get(Call.bare("reading " + name, "GET", FilesApi.path(name)), deadline);
    }

    /** Waits for a file. */
    public byte[] await(String name, Deadline deadline) {
        String doing = "waiting for " + name;
        String path = FilesApi.path(name);
        return calls.await(
                doing,
                "the file " + name,
                deadline,
                (wait, oneCall) -> new Waited<>(
                        get(Call.bare(doing, "GET", path + "?wait=" + wait), oneCall), "no such file yet"));
    }

    /** Files of any size, and what there is to know of them. */
    public FilesApi files() {
        return new FilesApi(calls);
    }

    /** Makes a token for a node; one that it had before is void. Takes the operator's token. */
    public String issueToken(String chain, String node, Deadline deadline) {
        String path = "/v1/tokens/nodes/" + chain + "/" + node;
        return calls.json(Call.bare("making a token for " + chain + "/" + node, "POST", path), deadline)
                .required("token")
                .asString();
    }

    /** Says how far a node is: {@code init-node}, {@code done}. */
    public void report(String chain, String node, String stage, String state, Deadline deadline) {
        ObjectNode body = Calls.JSON.createObjectNode().put("stage", stage).put("state", state);
        String path = "/v1/nodes/" + chain + "/" + node + "/stage";
        JsonNode unused = calls.json(Call.json("reporting " + stage, "PUT", path, body), deadline);
    }

    /** Arrives at a barrier and waits until all have. */
    public void arrive(String barrier, int parties, Deadline deadline) {
        String doing = "waiting at the barrier " + barrier;
        ObjectNode body = Calls.JSON.createObjectNode().put("parties", parties);
        boolean unused = calls.await(doing, parties + " parties", deadline, (wait, oneCall) -> {
            JsonNode json =
                    calls.json(Call.json(doing, "POST", "/v1/barriers/" + barrier + "?wait=" + wait, body), oneCall);
            return new Waited<>(
                    Optional.of(true).filter(open -> json.required("open").asBoolean()),
                    "only " + json.required("arrived"));
        });
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
        return new LeasedWork(calls, name, ttl).run(work, deadline);
    }

    /** Waits until the work of a lease is done, whoever does it: see {@link #once}. */
    public void awaitDone(String lease, Deadline deadline) {
        String doing = "waiting until " + lease + " is done";
        boolean unused = calls.await(doing, "that somebody does it", deadline, (wait, oneCall) -> {
            JsonNode json = calls.json(Call.bare(doing, "GET", "/v1/leases/" + lease + "?wait=" + wait), oneCall);
            return new Waited<>(
                    Optional.of(true).filter(done -> json.required("done").asBoolean()), "it is not done");
        });
    }

    /** What can be asked of the service's network. */
    public NetworkApi network() {
        return new NetworkApi(calls);
    }

    /** The same service with another token, over the same connections; of no use any more once this one is closed. */
    public ServiceClient with(String otherToken) {
        return new ServiceClient(calls.with(otherToken));
    }

    @Override
    public void close() {
        calls.close();
    }

    private void store(String name, byte[] content, List<String> fence, Deadline deadline) {
        List<String> headers = new ArrayList<>(fence);
        headers.addAll(List.of("Content-Digest", FilesApi.digest(Sha256.of(content))));
        Call call =
                new Call("storing " + name, "PUT", FilesApi.path(name), BodyPublishers.ofByteArray(content), headers);
        JsonNode unused = calls.json(call, deadline);
    }

    private Optional<byte[]> get(Call call, Deadline deadline) {
        HttpResponse<byte[]> answer = calls.send(call, BodyHandlers.ofByteArray(), deadline);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(calls.accepted(call, answer));
    }
}
