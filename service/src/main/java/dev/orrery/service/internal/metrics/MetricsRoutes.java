package dev.orrery.service.internal.metrics;

import dev.orrery.base.Deadline;
import dev.orrery.base.OrreryException;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.Timeline;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.RelayPath;
import dev.orrery.service.internal.http.Route;
import dev.orrery.service.internal.http.Route.Access;
import dev.orrery.service.internal.network.LiveNetwork;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code /metrics}, in the text format of Prometheus. The network is asked when somebody asks for its numbers. */
public final class MetricsRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ReentrantLock one = new ReentrantLock();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Metrics metrics;
    private final LiveNetwork live;
    private final Supplier<ArrayNode> progress;

    /** @param progress how far each node is, as the nodes say */
    public MetricsRoutes(Metrics metrics, LiveNetwork live, Supplier<ArrayNode> progress) {
        this.metrics = metrics;
        this.live = live;
        this.progress = progress;
    }

    public List<Route> all() {
        return List.of(new Route(HandlerType.GET, "/metrics", Access.TOKEN, this::metrics));
    }

    private void metrics(Context ctx) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        one.lock();
        try {
            refresh();
            writer.write(out, metrics.registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } finally {
            one.unlock();
        }
        ctx.contentType(PrometheusTextFormatWriter.CONTENT_TYPE).result(out.toByteArray());
    }

    private void refresh() {
        metrics.stages.clear();
        for (JsonNode node : progress.get()) {
            metrics.stages
                    .labelValues(
                            node.path("stage").asString(""), node.path("state").asString(""))
                    .inc();
        }
        Optional<Network> network = live.network();
        metrics.ready.set(network.isPresent() ? 1 : 0);
        network.ifPresent(it -> {
            refresh(it.status(Deadline.after(PATIENCE)));
            it.paths().forEach(this::refresh);
        });
    }

    private void refresh(NetworkStatus status) {
        status.chains().forEach(chain -> {
            metrics.height.labelValues(chain.name()).set((double) chain.height());
            metrics.power.labelValues(chain.name()).set((double) chain.power());
            chain.nodes().forEach(node -> {
                metrics.nodeUp
                        .labelValues(chain.name(), node.name())
                        .set(node.state().equals("down") ? 0 : 1);
                node.height()
                        .ifPresent(height -> metrics.nodeHeight
                                .labelValues(chain.name(), node.name())
                                .set((double) height));
            });
        });
        status.paths().forEach(path -> metrics.pending.labelValues(path.name()).set(path.pending()));
    }

    private void refresh(RelayPath path) {
        try {
            Timeline timeline = path.watch().timeline();
            for (Kind kind : Kind.values()) {
                metrics.packets
                        .labelValues(path.name(), kind.name().toLowerCase(Locale.ROOT))
                        .set((double) timeline.count(kind));
            }
        } catch (OrreryException e) {
            // A chain that does not answer has its own number; the others have theirs.
        }
    }
}
