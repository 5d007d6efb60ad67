package dev.orrery.service.internal.coordination;

import dev.orrery.base.Deadline;
import dev.orrery.service.internal.http.HttpProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leases: at most one holder at a time, until it gives the lease back, or its time is over without a renewal. Each holder
 * gets a number greater than all before it, the fencing token, with which whoever guards the leased thing tells a holder
 * from one who only thinks it still is. A lease can also be finished: its work is done, and nobody gets it again.
 * Thread-safe.
 */
public final class Leases {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 1_000;

    private final Waiting waiting;
    private final Events events;
    private final Journal journal;
    private final LongSupplier clock;
    private final Map<String, Lease> leases = new TreeMap<>();

    /**
     * A lease as it is.
     *
     * @param fence of the latest holder; never goes back, also over restarts
     * @param holder null: free
     * @param ttl how long the holder has it without a renewal
     * @param ends on the clock of this run
     */
    private record Lease(long fence, @Nullable String holder, Duration ttl, long ends, boolean done) {}

    /**
     * What a client is told.
     *
     * @param holder empty for nobody
     * @param left until it expires
     */
    public record State(String name, long fence, Optional<String> holder, Duration left, boolean done) {
        ObjectNode json() {
            ObjectNode json = JSON.createObjectNode().put("name", name).put("done", done);
            json.put("held", holder.isPresent());
            holder.ifPresent(who -> json.put("holder", who).put("expires_in_ms", left.toMillis()));
            return json;
        }
    }

    Leases(Waiting waiting, Events events, Path file, LongSupplier nanoClock) {
        this.waiting = waiting;
        this.events = events;
        this.journal = new Journal(file);
        this.clock = nanoClock;
        load();
    }

    /**
     * Takes a lease, or waits until it is free. Who holds it already gets it anew, with another number: it has been started
     * again, or has lost the answer; what it did before is fenced off like any other holder's.
     *
     * @return held by {@code who}, or finished
     * @throws HttpProblem if somebody else has it until the deadline
     */
    State acquire(String name, String who, Duration ttl, Deadline deadline) {
        return waiting.await(deadline, () -> untilExpiry(name), () -> tryAcquire(name, who, ttl))
                .orElseThrow(() -> new HttpProblem(
                                409,
                                "lease-held",
                                "the lease is held by " + holder(name).orElse("nobody any more"))
                        .header("Retry-After", "1"));
    }

    /** Holds it for another span. */
    State renew(String name, String who, long fence) {
        return waiting.change(() -> {
            Lease lease = held(name, who, fence);
            return put(
                    name,
                    new Lease(
                            fence,
                            who,
                            lease.ttl(),
                            clock.getAsLong() + lease.ttl().toNanos(),
                            false),
                    null);
        });
    }

    /**
     * Gives it back.
     *
     * @param done whether its work is done, so that nobody gets it again
     */
    State release(String name, String who, long fence, boolean done) {
        return waiting.change(() -> {
            Lease lease = held(name, who, fence);
            return put(name, new Lease(fence, null, lease.ttl(), 0, done), done ? "done" : "released");
        });
    }

    /** Whether this is the holder, with this number, at this moment. */
    public boolean isHeld(String name, String who, long fence) {
        return waiting.read(() -> {
            Lease lease = leases.get(name);
            return lease != null && who.equals(current(lease)) && lease.fence() == fence;
        });
    }

    /** As it is when its work is done, or at the deadline; a lease that nobody has had yet is waited for too. */
    State awaitDone(String name, Deadline deadline) {
        return waiting.await(
                        deadline,
                        () -> Optional.ofNullable(leases.get(name))
                                .filter(Lease::done)
                                .map(lease -> state(name, lease)))
                .orElseGet(() -> waiting.read(() ->
                        state(name, leases.getOrDefault(name, new Lease(0, null, Duration.ZERO, 0, false)))));
    }

    State get(String name) {
        return waiting.read(() -> {
            Lease lease = leases.get(name);
            if (lease == null) {
                throw new HttpProblem(404, "no-such-lease", "nobody has ever had a lease of this name");
            }
            return state(name, lease);
        });
    }

    private Optional<State> tryAcquire(String name, String who, Duration ttl) {
        Lease before = leases.getOrDefault(name, new Lease(0, null, ttl, 0, false));
        if (before.done()) {
            return Optional.of(state(name, before));
        }
        String holder = current(before);
        if (holder != null && !holder.equals(who)) {
            return Optional.empty();
        }
        if (!leases.containsKey(name) && leases.size() >= MOST) {
            throw new HttpProblem(507, "too-many-leases", "there are " + MOST + " leases, which is the most");
        }
        return Optional.of(put(
                name, new Lease(before.fence() + 1, who, ttl, clock.getAsLong() + ttl.toNanos(), false), "acquired"));
    }

    private Lease held(String name, String who, long fence) {
        Lease lease = leases.get(name);
        if (lease == null || !who.equals(current(lease)) || lease.fence() != fence) {
            throw new HttpProblem(
                    409, "lease-lost", "this lease is not yours any more: it expired, or was never yours");
        }
        return lease;
    }

    private State put(String name, Lease lease, @Nullable String change) {
        Lease before = leases.put(name, lease);
        if (change != null) {
            try {
                save();
            } catch (RuntimeException e) {
                // What is not on the disk has not happened.
                if (before == null) {
                    leases.remove(name);
                } else {
                    leases.put(name, before);
                }
                throw e;
            }
            ObjectNode data = JSON.createObjectNode().put("change", change);
            if (lease.holder() != null) {
                data.put("holder", lease.holder());
            }
            events.add("lease", name, data);
        }
        return state(name, lease);
    }

    private @Nullable String current(Lease lease) {
        return lease.ends() - clock.getAsLong() > 0 ? lease.holder() : null;
    }

    private Optional<String> holder(String name) {
        return waiting.read(() -> Optional.ofNullable(leases.get(name)).map(this::current));
    }

    private Duration untilExpiry(String name) {
        Lease lease = leases.get(name);
        return lease == null || lease.holder() == null
                ? Duration.ofDays(1)
                : Duration.ofNanos(Math.max(1, lease.ends() - clock.getAsLong()));
    }

    private State state(String name, Lease lease) {
        return new State(
                name,
                lease.fence(),
                Optional.ofNullable(current(lease)),
                Duration.ofNanos(Math.max(0, lease.ends() - clock.getAsLong())),
                lease.done());
    }

    /** Holders of before a restart have their whole span again: how much of it has passed is not known. */
    private void load() {
        for (Map.Entry<String, JsonNode> entry : journal.read().properties()) {
            JsonNode json = entry.getValue();
            Duration ttl = Duration.ofMillis(json.required("ttl_ms").asLong());
            leases.put(
                    entry.getKey(),
                    new Lease(
                            json.required("fence").asLong(),
                            json.has("holder") ? json.required("holder").asString() : null,
                            ttl,
                            json.has("holder") ? clock.getAsLong() + ttl.toNanos() : clock.getAsLong(),
                            json.required("done").asBoolean()));
        }
    }

    private void save() {
        ObjectNode all = JSON.createObjectNode();
        leases.forEach((name, lease) -> {
            ObjectNode json = all.putObject(name)
                    .put("fence", lease.fence())
                    .put("ttl_ms", lease.ttl().toMillis())
                    .put("done", lease.done());
            if (lease.holder() != null) {
                json.put("holder", lease.holder());
            }
        });
        journal.write(all);
    }
}
