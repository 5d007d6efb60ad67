package dev.orrery.service.internal.metrics;

import dev.orrery.service.internal.http.Traffic;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The numbers of one service. Names, once published, stay. Thread-safe. */
public final class Metrics implements Traffic {
    final PrometheusRegistry registry = new PrometheusRegistry();

    private final Counter requests = Counter.builder()
            .name("orrery_http_requests_total")
            .help("Requests that were answered.")
            .labelNames("method", "route", "status")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("orrery_http_request_seconds")
            .help("How long answers took, waiting included.")
            .labelNames("method", "route")
            .classicOnly()
            .classicUpperBounds(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 60)
            .register(registry);
    private final Counter faucetTxs = Counter.builder()
            .name("orrery_faucet_transactions_total")
            .help("Transactions of the faucet.")
            .labelNames("chain")
            .register(registry);
    private final Counter faucetRequests = Counter.builder()
            .name("orrery_faucet_requests_total")
            .help("Requests that the faucet's transactions answered.")
            .labelNames("chain")
            .register(registry);

    private final Gauge threads = gauge("orrery_http_threads", "Threads that serve somebody now.");

    final Gauge ready = gauge("orrery_network_ready", "Whether the network is ready.");
    final Gauge stages = gauge("orrery_nodes", "Nodes by the stage they are in.", "stage", "state");
    final Gauge height = gauge("orrery_chain_height", "The chain's latest block.", "chain");
    final Gauge power = gauge("orrery_chain_voting_power", "The voting power of all validators.", "chain");
    final Gauge nodeHeight = gauge("orrery_node_height", "The node's latest block.", "chain", "node");
    final Gauge nodeUp = gauge("orrery_node_up", "Whether the node answers.", "chain", "node");
    final Gauge pending = gauge("orrery_path_pending_packets", "Packets on their way, in both directions.", "path");
    final Gauge packets =
            gauge("orrery_path_packets", "What has happened to packets since the path is watched.", "path", "event");

    @Override
    public void answered(String method, String route, int status, double took) {
        requests.labelValues(method, route, Integer.toString(status)).inc();
        seconds.labelValues(method, route).observe(took);
    }

    @Override
    public void threadBegan() {
        threads.inc();
    }

    @Override
    public void threadEnded() {
        threads.dec();
    }

    /** A transaction of a chain's faucet is in a block. */
    public void fauceted(String chain, long answered) {
        faucetTxs.labelValues(chain).inc();
        faucetRequests.labelValues(chain).inc(answered);
    }

    private Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
    }
}
