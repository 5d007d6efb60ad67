package dev.orrery.benchmarks.network;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.OrreryException;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Launcher;
import dev.orrery.benchmarks.measure.Leftovers;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.NetworkSpec;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The same network up and down again many times; after each, nothing may be left. */
public final class Cycles {
    private static final String FILE = "network.yaml";

    private final PrintStream out;
    private final NetworkSpec spec;
    private final Launcher launcher;
    private final Path networkFile;

    public Cycles(PrintStream out, NetworkSpec spec, Launcher launcher, Path networkFile) {
        this.out = out;
        this.spec = spec;
        this.launcher = launcher;
        this.networkFile = networkFile;
    }

    /** @return how many cycles failed or left something */
    public int run(int count) {
        return run("Orrery.up and close, in one JVM", count, this::inProcess)
                + run("./orrery up --detach and down", count, this::commands);
    }

    private int run(String title, int count, Cycle cycle) {
        Samples ups = new Samples();
        int bad = 0;
        int left = 0;
        Path folder = Folders.temporary();
        try {
            Path place = AtomicFiles.folder(folder.resolve("place"));
            Folders.copy(networkFile, place.resolve(FILE));
            for (int i = 1; i <= count; i++) {
                List<Integer> ports = new ArrayList<>();
                boolean failed = false;
                try {
                    ups.add(cycle.upAndDown(place, ports));
                } catch (OrreryException e) {
                    failed = true;
                    out.println("cycle " + i + " failed: "
                            + String.join(System.lineSeparator(), e.failure().lines()));
                }
                List<String> rest = Leftovers.of(place, List.of(FILE), ports);
                if (!rest.isEmpty()) {
                    left++;
                    out.println("cycle " + i + " left " + rest);
                }
                bad += failed || !rest.isEmpty() ? 1 : 0;
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
        out.printf(
                "%s: %d times, %d failed, %d left a process, a port or a file%n",
                title, count, count - ups.count(), left);
        if (ups.count() > 0) {
            out.printf(
                    Locale.ROOT,
                    "    up: min %.3f s, median %.3f s, max %.3f s%n",
                    Samples.seconds(ups.min()),
                    Samples.seconds(ups.median()),
                    Samples.seconds(ups.max()));
        }
        return bad;
    }

    private Duration inProcess(Path place, List<Integer> ports) {
        long start = System.nanoTime();
        try (RunningNetwork network = Orrery.up(spec, UpOptions.in(Orrery.folderOf(spec, place.resolve(FILE))))) {
            Duration up = Duration.ofNanos(System.nanoTime() - start);
            ports.addAll(Leftovers.ports(network.description()));
            return up;
        }
    }

    private Duration commands(Path place, List<Integer> ports) {
        long start = System.nanoTime();
        List<JsonNode> events = launcher.run(place, "up", "--detach", "--json");
        Duration up = Duration.ofNanos(System.nanoTime() - start);
        for (JsonNode chain : events.getLast().at("/network/chains")) {
            for (JsonNode node : chain.path("nodes")) {
                node.path("endpoints").values().forEach(end -> ports.add(Leftovers.port(end.asString())));
            }
        }
        launcher.run(place, "down", "--json");
        return up;
    }

    private interface Cycle {
        /** Adds the ports that the network had to the list. */
        Duration upAndDown(Path place, List<Integer> ports);
    }
}
