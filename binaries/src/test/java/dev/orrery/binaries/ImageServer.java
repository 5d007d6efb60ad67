package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import tools.jackson.databind.json.JsonMapper;

/** The real registry of the CNCF ("distribution") on the loopback address, and images that are pushed to it by its API. */
public final class ImageServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** The registry itself: a static program of Go. */
    public static final BinarySpec PROGRAM =
            new BinarySpec.GoModule("github.com/distribution/distribution/v3/cmd/registry", "v3.0.0");
    /** The user {@code me} with the password {@code secret}, by bcrypt, as {@code htpasswd -B} writes it. */
    private static final String USERS = "me:$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    /** The same in HTTP's words, and those of Docker's configuration. */
    public static final String LOGIN = Base64.getEncoder().encodeToString("me:secret".getBytes());

    private final Process process;
    private final String host;
    private final HttpClient client = HttpClient.newHttpClient();

    private ImageServer(Process process, String host) {
        this.process = process;
        this.host = host;
    }

    /** Starts one that speaks plain HTTP. */
    public static ImageServer start(Path folder, boolean login) throws IOException, InterruptedException {
        return start(folder, login, "");
    }

    /** Starts one that asks for a login, and has this certificate. */
    public static ImageServer start(Path folder, Path certificate, Path key) throws IOException, InterruptedException {
        return start(folder, true, ", tls: { certificate: \"" + certificate + "\", key: \"" + key + "\" }");
    }

    private static ImageServer start(Path folder, boolean login, String tls) throws IOException, InterruptedException {
        Path program = new Binaries(OrreryCache.standard())
                .get(PROGRAM, BuildProgress.SILENT)
                .executable();
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path users = Files.writeString(folder.resolve("users"), USERS);
        Path config = Files.writeString(folder.resolve("registry.yml"), """
            version: 0.1
            log: { level: error }
            storage: { filesystem: { rootdirectory: "%s" } }
            http: { addr: "127.0.0.1:%d", debug: { addr: "" }%s }
            %s
            """.formatted(
                        folder.resolve("registry"),
                        port,
                        tls,
                        login ? "auth: { htpasswd: { realm: test, path: \"" + users + "\" } }" : ""));
        Process process = new ProcessBuilder(program.toString(), "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        ImageServer server = new ImageServer(process, "127.0.0.1:" + port);
        server.awaitAnswer();
        return server;
    }

    /** Nothing tells when the port is open but the port; the process's end ends the wait too. */
    private void awaitAnswer() throws InterruptedException {
        for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end && process.isAlive(); ) {
            try {
                send(HttpRequest.newBuilder(uri("")).build());
                return;
            } catch (SSLException e) {
                return; // an answer, though from a stranger
            } catch (IOException e) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        throw new AssertionError("the registry does not answer");
    }

    public String reference(String nameAndTag) {
        return host + "/" + nameAndTag;
    }

    public String host() {
        return host;
    }

    /**
     * Pushes an image.
     *
     * @param layers tar files, compressed or not, from below
     * @param start what it starts
     * @return its digest
     */
    String push(String name, String tag, Machine machine, List<String> start, byte[]... layers) throws Exception {
        String config = JSON.writeValueAsString(Map.of(
                "architecture", machine.arch(),
                "os", "linux",
                "config", Map.of("Entrypoint", start, "Env", List.of("PATH=/usr/local/bin:/usr/bin:/bin")),
                "rootfs", Map.of("type", "layers", "diff_ids", List.of())));
        List<Map<String, Object>> blobs = new ArrayList<>();
        for (byte[] layer : layers) {
            blobs.add(blob(name, "application/vnd.oci.image.layer.v1.tar+gzip", layer));
        }
        return manifest(
                name,
                tag,
                "application/vnd.oci.image.manifest.v1+json",
                Map.of(
                        "schemaVersion",
                        2,
                        "mediaType",
                        "application/vnd.oci.image.manifest.v1+json",
                        "config",
                        blob(name, "application/vnd.oci.image.config.v1+json", config.getBytes()),
                        "layers",
                        blobs));
    }

    /** Pushes an index of images that are there, by their platform. */
    void index(String name, String tag, Map<String, String> digests) throws Exception {
        List<Map<String, Object>> manifests = new ArrayList<>();
        for (Map.Entry<String, String> image : digests.entrySet()) {
            HttpResponse<byte[]> manifest = send(HttpRequest.newBuilder(uri(name + "/manifests/" + image.getValue()))
                    .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                    .build());
            manifests.add(Map.of(
                    "mediaType",
                    "application/vnd.oci.image.manifest.v1+json",
                    "digest",
                    image.getValue(),
                    "size",
                    manifest.body().length,
                    "platform",
                    Map.of(
                            "os", image.getKey().split("/")[0],
                            "architecture", image.getKey().split("/")[1])));
        }
        manifest(
                name,
                tag,
                "application/vnd.oci.image.index.v1+json",
                Map.of(
                        "schemaVersion",
                        2,
                        "mediaType",
                        "application/vnd.oci.image.index.v1+json",
                        "manifests",
                        manifests));
    }

    private Map<String, Object> blob(String name, String type, byte[] content) throws Exception {
        String digest = "sha256:" + DownloadTest.sha256(content);
        HttpResponse<byte[]> begun = send(HttpRequest.newBuilder(uri(name + "/blobs/uploads/"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        URI place = URI.create(begun.headers().firstValue("location").orElseThrow());
        URI whole = URI.create(place + (place.getQuery() == null ? "?" : "&") + "digest=" + digest);
        HttpResponse<byte[]> done = send(HttpRequest.newBuilder(whole)
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                .build());
        assertThat(done.statusCode()).isEqualTo(201);
        return Map.of("mediaType", type, "digest", digest, "size", content.length);
    }

    private String manifest(String name, String tag, String type, Map<String, Object> content) throws Exception {
        byte[] json = JSON.writeValueAsBytes(content);
        HttpResponse<byte[]> done = send(HttpRequest.newBuilder(uri(name + "/manifests/" + tag))
                .header("Content-Type", type)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(json))
                .build());
        assertThat(done.statusCode()).as(new String(done.body())).isEqualTo(201);
        return "sha256:" + DownloadTest.sha256(json);
    }

    private URI uri(String path) {
        return URI.create("http://" + host + "/v2/" + path);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        HttpRequest asMe = HttpRequest.newBuilder(request, (name, value) -> true)
                .header("Authorization", "Basic " + LOGIN)
                .build();
        return client.send(asMe, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        client.close();
    }
}
