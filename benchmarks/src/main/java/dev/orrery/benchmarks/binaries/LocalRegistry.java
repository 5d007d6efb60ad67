package dev.orrery.benchmarks.binaries;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.benchmarks.measure.Started;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.spec.BinarySpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The registry of the CNCF ("distribution") on the loopback address. */
record LocalRegistry(Process process, String host) implements AutoCloseable {
    private static final BinarySpec PROGRAM =
            new BinarySpec.GoModule("github.com/distribution/distribution/v3/cmd/registry", "v3.0.0");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static LocalRegistry start(Path folder) {
        Path program = new Binaries(OrreryCache.standard())
                .get(PROGRAM, BuildProgress.SILENT)
                .executable();
        String host = "127.0.0.1:" + port();
        Path config = folder.resolve("registry.yml");
        AtomicFiles.write(
                config,
                "version: 0.1\nlog: { level: info }\nstorage: { filesystem: { rootdirectory: \""
                        + folder.resolve("registry") + "\" } }\nhttp: { addr: \"" + host
                        + "\", debug: { addr: \"\" } }\n");
        try {
            Process process = Started.remember(new ProcessBuilder(program.toString(), "serve", config.toString())
                    .redirectErrorStream(true)
                    .start());
            LocalRegistry registry = new LocalRegistry(process, host);
            registry.awaitListening();
            return registry;
        } catch (IOException e) {
            throw AtomicFiles.refused("starting", program, e);
        }
    }

    /** It says so itself; what it says later is thrown away. */
    private void awaitListening() throws IOException {
        Deadline deadline = Deadline.after(PATIENCE);
        BufferedReader said = process.inputReader();
        String line = said.readLine();
        while (line != null && !line.contains("listening on") && !deadline.passed()) {
            line = said.readLine();
        }
        if (line == null || deadline.passed()) {
            close();
            throw new DeadlineExceededException(Failure.doing("starting a registry")
                    .expected("it to listen on " + host)
                    .seen(String.valueOf(line))
                    .build());
        }
        Thread.ofVirtual().start(() -> said.lines().forEach(ignored -> {}));
    }

    /** The address of the largest layer of an image with a digest. */
    String largestBlob(String pinned) {
        String name = pinned.substring(host.length() + 1, pinned.indexOf('@'));
        String digest = pinned.substring(pinned.indexOf('@') + 1);
        try {
            var connection = URI.create("http://" + host + "/v2/" + name + "/manifests/" + digest)
                    .toURL()
                    .openConnection();
            connection.setRequestProperty(
                    "Accept",
                    "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json");
            JsonNode manifest = JsonMapper.shared().readTree(connection.getInputStream());
            return "http://" + host + "/v2/" + name + "/blobs/"
                    + StreamSupport.stream(manifest.path("layers").spliterator(), false)
                            .max(Comparator.comparingLong(
                                    layer -> layer.path("size").asLong(0)))
                            .orElseThrow()
                            .path("digest")
                            .asString();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", Path.of(pinned), e);
        }
    }

    private static int port() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw AtomicFiles.refused("taking a port of", Path.of("127.0.0.1"), e);
        }
    }

    @Override
    public void close() {
        Started.end(process);
    }
}
