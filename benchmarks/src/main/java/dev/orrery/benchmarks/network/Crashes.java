package dev.orrery.benchmarks.network;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Launcher;
import dev.orrery.benchmarks.measure.Leftovers;
import dev.orrery.benchmarks.measure.Samples;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The owner of a running network is killed: how long until the last of its nodes is gone. */
public final class Crashes {
    private static final String FILE = "network.yaml";
    private static final int WANTED_SECONDS = 2;
    private static final int PATIENCE_MILLIS = 60_000;

    private final PrintStream out;
    private final Launcher launcher;
    private final Path networkFile;

    public Crashes(PrintStream out, Launcher launcher, Path networkFile) {
        this.out = out;
        this.launcher = launcher;
        this.networkFile = networkFile;
    }

    /** @return how many of the networks left a node running */
    public int run(int count) {
        Samples gone = new Samples();
        int left = 0;
        Path folder = Folders.temporary();
        try {
            Path place = AtomicFiles.folder(folder.resolve("place"));
            Folders.copy(networkFile, place.resolve(FILE));
            for (int i = 0; i < count; i++) {
                try {
                    gone.add(crash(launcher.run(place, "up", "--detach", "--json")
                            .getLast()
                            .path("network")));
                } catch (IOException e) {
                    left++;
                    out.println("a node is still there: " + e);
                }
                launcher.run(place, "down", "--json");
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
        out.printf("owner killed: %d times, %d left a node running%n", count, left);
        if (gone.count() > 0) {
            out.printf(
                    Locale.ROOT,
                    "    all nodes gone: min %.3f s, median %.3f s, max %.3f s; wanted: at most %d s%n",
                    Samples.seconds(gone.min()),
                    Samples.seconds(gone.median()),
                    Samples.seconds(gone.max()),
                    WANTED_SECONDS);
        }
        return left;
    }

    /** The system ends a process's connections with it, which tells its end without asking again and again. */
    private static Duration crash(JsonNode network) throws IOException {
        List<Socket> connections = new ArrayList<>();
        try {
            for (JsonNode chain : network.path("chains")) {
                for (JsonNode node : chain.path("nodes")) {
                    int port = Leftovers.port(node.at("/endpoints/rpc").asString());
                    Socket connection = new Socket(InetAddress.getLoopbackAddress(), port);
                    connection.setSoTimeout(PATIENCE_MILLIS);
                    connections.add(connection);
                }
            }
            long start = System.nanoTime();
            ProcessHandle.of(network.at("/owner/pid").asLong())
                    .orElseThrow(() -> new HostException(Failure.doing("killing the owner of a network")
                            .seen("no such process")
                            .build()))
                    .destroyForcibly();
            for (Socket connection : connections) {
                awaitEnd(connection);
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } finally {
            for (Socket connection : connections) {
                connection.close();
            }
        }
    }

    private static void awaitEnd(Socket connection) throws IOException {
        try {
            connection.getInputStream().readAllBytes();
        } catch (SocketException e) {
            // Reset rather than closed: gone all the same.
        }
    }
}
