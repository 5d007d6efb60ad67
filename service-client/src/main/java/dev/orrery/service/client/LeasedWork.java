package dev.orrery.service.client;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.service.client.Calls.Call;
import dev.orrery.service.client.Calls.Waited;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Work that is done under a lease: see {@link ServiceClient#once}. */
final class LeasedWork {
    private static final Duration TO_GIVE_BACK = Duration.ofSeconds(2);

    private final Calls calls;
    private final String name;
    private final Duration ttl;

    LeasedWork(Calls calls, String name, Duration ttl) {
        this.calls = calls;
        this.name = name;
        this.ttl = ttl;
    }

    /** Does it, or waits until another has; returns whether it was done here. */
    boolean run(Consumer<Lease> work, Deadline deadline) {
        Optional<Lease> lease = acquire(deadline);
        if (lease.isEmpty()) {
            return false;
        }
        work(lease.get(), work);
        release(lease.get(), true, deadline);
        return true;
    }

    /** Empty if the work is done already. */
    private Optional<Lease> acquire(Deadline deadline) {
        String doing = "waiting for the lease " + name;
        ObjectNode body = Calls.JSON.createObjectNode().put("ttl", ttl.toMillis() + "ms");
        return calls.await(doing, "the lease, or its work done", deadline, (wait, oneCall) -> {
            Call call = Call.json(doing, "POST", path() + "?wait=" + wait, body);
            HttpResponse<byte[]> answer = calls.send(call, BodyHandlers.ofByteArray(), oneCall);
            if (answer.statusCode() == 409) {
                return new Waited<>(Optional.empty(), "somebody else has it");
            }
            JsonNode json = Calls.JSON.readTree(calls.accepted(call, answer));
            return new Waited<>(
                    Optional.of(
                            json.required("done").asBoolean()
                                    ? Optional.empty()
                                    : Optional.of(new Lease(
                                            name, json.required("fencing_token").asLong()))),
                    "");
        });
    }

    private void work(Lease lease, Consumer<Lease> work) {
        Renewal renewal = Renewal.start(() -> renew(lease), ttl.dividedBy(3));
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
                throw lost(cause);
            });
            giveBack(lease, e);
            throw e;
        }
        lost.ifPresent(cause -> {
            throw lost(cause);
        });
    }

    private NetworkStateException lost(RuntimeException cause) {
        return new NetworkStateException(
                Failure.doing("doing the work of the lease " + name)
                        .where(calls.url().toString())
                        .expected("to have the lease until the work is done")
                        .seen("it was lost: " + cause.getMessage())
                        .hint("another one does it by now")
                        .build(),
                cause);
    }

    private void renew(Lease lease) {
        JsonNode unused =
                calls.json(Call.bare("renewing the lease " + name, "PUT", path(), fence(lease)), Deadline.after(ttl));
    }

    private void release(Lease lease, boolean done, Deadline deadline) {
        JsonNode unused = calls.json(
                Call.bare("giving back the lease " + name, "DELETE", path() + "?done=" + done, fence(lease)), deadline);
    }

    /** So that others need not wait until it expires; what went wrong is told either way. */
    private void giveBack(Lease lease, Throwable cause) {
        boolean interrupted = Thread.interrupted();
        try {
            release(lease, false, Deadline.after(TO_GIVE_BACK));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String path() {
        return "/v1/leases/" + name;
    }

    private static String[] fence(Lease lease) {
        return new String[] {"Fencing-Token", Long.toString(lease.fence())};
    }
}
