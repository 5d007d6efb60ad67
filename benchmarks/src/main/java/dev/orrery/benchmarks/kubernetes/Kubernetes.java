package dev.orrery.benchmarks.kubernetes;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.OrreryException;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.KubernetesSpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/**
 * What it costs to have a network's nodes in pods: time to ready, with its parts, and memory, beside the same network as processes,
 * in the same run. Images are on the cluster already. Each result is printed as it is had; none is begun after the limit.
 */
public final class Kubernetes {
    private static final int WANTED_SECONDS = 15;
    private static final int WANTED_TO_BE_TOLD = 10;
    private static final KubernetesSpec.Resources TOO_MUCH =
            new KubernetesSpec.Resources("200", "128Mi", Optional.empty(), Optional.empty());
    private static final long WANTED_BYTES = 150_000_000;
    private static final String NAMESPACE = "orrery-benchmark";
    private static final String SIMD = "github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0";

    private final PrintStream out;
    private final Path repository;
    private final Path networkFile;
    private final long end;
    private int failures;

    public Kubernetes(PrintStream out, Path repository, Path networkFile, Duration limit) {
        this.out = out;
        this.repository = repository;
        this.networkFile = networkFile;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** @return how many starts failed */
    public int run(int rounds) {
        Path folder = Folders.temporary();
        String before = System.getProperty("kubeconfig");
        try (BenchCluster cluster = BenchCluster.start(repository)) {
            System.setProperty("kubeconfig", cluster.kubeconfig().toString());
            String orrery = cluster.push("orrery:benchmark", "--orrery");
            NetworkSpec given = compare(cluster, networkFile, orrery, rounds, folder);
            compare(cluster, five(folder), orrery, rounds, folder);
            Map<String, String> none = new LinkedHashMap<>();
            given.chains().forEach(chain -> none.put(chain.name(), cluster.registry() + "/chains/nothing:v1"));
            out.printf("%nwhat is in the way (wanted: told within %d s)%n", WANTED_TO_BE_TOLD);
            Map<String, String> images = given.kubernetes().images();
            told("a wrong image", on(given, orrery, none, KubernetesSpec.Resources.DEFAULT), folder.resolve("image"));
            told("too little CPU", on(given, orrery, images, TOO_MUCH), folder.resolve("cpu"));
            told("no such pull secret", withPullSecret(given, "nobodys"), folder.resolve("secret"));
            for (Visitor visitor : Visitor.of(cluster, folder)) {
                System.setProperty("kubeconfig", visitor.kubeconfig().toString());
                told(visitor.name(), given, folder.resolve("visitor"));
            }
        } finally {
            if (before == null) {
                System.clearProperty("kubeconfig");
            } else {
                System.setProperty("kubeconfig", before);
            }
            AtomicFiles.deleteTree(folder);
        }
        return failures;
    }

    /** From the command to the error, and to its end with the namespace gone. */
    private void told(String what, NetworkSpec spec, Path place) {
        long start = System.nanoTime();
        AtomicReference<Duration> told = new AtomicReference<>();
        try {
            UpOptions options = UpOptions.in(place).backend("kubernetes").listener(event -> {
                if (event instanceof UpEvent.Failing failing) {
                    told.set(failing.at());
                }
            });
            Orrery.up(spec, options).close();
            failures++;
            out.printf("    %-20s not told%n", what);
        } catch (OrreryException e) {
            Duration end = Duration.ofNanos(System.nanoTime() - start);
            Duration first = told.get();
            out.printf(
                    Locale.ROOT,
                    "    %-20s %.2f s, over after %.2f s: %s%n",
                    what,
                    Samples.seconds(first == null ? end : first),
                    Samples.seconds(end),
                    e.failure().headline());
        }
    }

    private static NetworkSpec withPullSecret(NetworkSpec spec, String secret) {
        KubernetesSpec on = spec.kubernetes();
        return new NetworkSpec(
                spec.name(),
                spec.seed(),
                spec.chains(),
                spec.paths(),
                new KubernetesSpec(
                        on.context(),
                        on.namespace(),
                        on.registry(),
                        on.orreryImage(),
                        on.images(),
                        List.of(secret),
                        on.nodeSelector(),
                        on.tolerations(),
                        on.storage(),
                        on.resources(),
                        on.ingress(),
                        on.gateway()));
    }

    /** @return the network with its images */
    private NetworkSpec compare(BenchCluster cluster, Path file, String orrery, int rounds, Path folder) {
        NetworkSpec given = SpecReader.read(file);
        Map<String, String> images = new LinkedHashMap<>();
        Map<BinarySpec, String> pushed = new HashMap<>();
        given.chains()
                .forEach(chain -> images.put(
                        chain.name(),
                        pushed.computeIfAbsent(
                                chain.binary(),
                                binary -> cluster.push(
                                        "chains/" + given.name() + ":" + chain.name(),
                                        "--chain",
                                        chain.name(),
                                        "-n",
                                        file.toString()))));
        NetworkSpec spec = on(given, orrery, images, KubernetesSpec.Resources.DEFAULT);
        int nodes = spec.chains().stream().mapToInt(ChainSpec::validators).sum();
        out.printf("%n%s: %d chains, %d nodes%n", spec.name(), spec.chains().size(), nodes);
        Samples pods = new Samples();
        Samples processes = new Samples();
        for (int round = 0; round < rounds && System.nanoTime() < end; round++) {
            try {
                processes.add(asProcesses(spec, folder.resolve("process-" + spec.name() + round)));
                pods.add(asPods(cluster, spec, folder.resolve("pods-" + spec.name() + round)));
            } catch (OrreryException e) {
                failures++;
                out.println("    failed: "
                        + String.join(
                                System.lineSeparator() + "    ", e.failure().lines()));
            }
        }
        if (pods.count() > 0) {
            double median = Samples.seconds(pods.median());
            out.printf(
                    Locale.ROOT,
                    "    median of %d: pods %.2f s, processes %.2f s: %.2f times%s%n",
                    pods.count(),
                    median,
                    Samples.seconds(processes.median()),
                    median / Samples.seconds(processes.median()),
                    nodes == 4 ? "; wanted: pods in less than " + WANTED_SECONDS + " s" : "");
        }
        return spec;
    }

    private Duration asProcesses(NetworkSpec spec, Path place) {
        long start = System.nanoTime();
        try (RunningNetwork running = Orrery.up(spec, UpOptions.in(place))) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Path folder = Path.of(running.description().folder());
            out.printf(
                    Locale.ROOT,
                    "    processes  ready after %.2f s; nodes %s%n",
                    Samples.seconds(took),
                    Memory.megabytes(Memory.ofNodesIn(folder).nodes()));
            return took;
        }
    }

    private Duration asPods(BenchCluster cluster, NetworkSpec spec, Path place) {
        UpOptions options = UpOptions.in(place).backend("kubernetes").timeout(Duration.ofMinutes(3));
        long start = System.nanoTime();
        try (RunningNetwork running = Orrery.up(spec, options)) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            JsonNode pods = cluster.pods(NAMESPACE);
            out.printf(Locale.ROOT, "    pods       ready after %.2f s;", Samples.seconds(took));
            PodTimes.of(pods).forEach((part, longest) -> out.printf(" %s %d s,", part, longest.toSeconds()));
            Memory memory = Memory.ofPods(PodTimes.ids(pods));
            out.printf(
                    " nodes %s, beside them %s (wanted: less than %s)%n",
                    Memory.megabytes(memory.nodes()),
                    Memory.megabytes(memory.others()),
                    Memory.megabytes(WANTED_BYTES));
            return took;
        }
    }

    private static NetworkSpec on(
            NetworkSpec spec, String orrery, Map<String, String> images, KubernetesSpec.Resources resources) {
        return new NetworkSpec(
                spec.name(),
                spec.seed(),
                spec.chains(),
                spec.paths(),
                new KubernetesSpec(
                        Optional.empty(),
                        Optional.of(NAMESPACE),
                        Optional.empty(),
                        Optional.of(orrery),
                        images,
                        List.of(),
                        Map.of(),
                        List.of(),
                        Optional.empty(),
                        resources,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Five chains of one validator each. */
    private static Path five(Path folder) {
        StringBuilder text = new StringBuilder("version: 1\nname: five\nchains:\n");
        for (int i = 1; i <= 5; i++) {
            text.append("  c")
                    .append(i)
                    .append(": { binary: { go: ")
                    .append(SIMD)
                    .append(" } }\n");
        }
        Path file = folder.resolve("five.yaml");
        AtomicFiles.write(file, text.toString());
        return file;
    }
}
