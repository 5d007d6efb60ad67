package dev.orrery.tests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The routes of the Gateway API, as its makers publish them, on a cluster for as long as this is open. */
record GatewayApi(TestCluster cluster) implements AutoCloseable {
    private static final String MODULE = "sigs.k8s.io/gateway-api@v1.4.1";
    private static final List<String> KINDS =
            List.of("httproutes.gateway.networking.k8s.io", "grpcroutes.gateway.networking.k8s.io");

    static GatewayApi install(TestCluster cluster) {
        Path module = module();
        for (String kind : KINDS) {
            String file = "gateway.networking.k8s.io_" + kind.replaceFirst("\\..*", "") + ".yaml";
            cluster.run(
                    lines(module.resolve("config")
                            .resolve("crd")
                            .resolve("standard")
                            .resolve(file)),
                    "kubectl",
                    "apply",
                    "--server-side",
                    "-f",
                    "-");
            cluster.run("kubectl", "wait", "--for=condition=Established", "crd/" + kind, "--timeout=60s");
        }
        return new GatewayApi(cluster);
    }

    /** Other tests have a cluster that does not know them. */
    @Override
    public void close() {
        KINDS.forEach(kind -> cluster.run("kubectl", "delete", "crd", kind));
    }

    private static Path module() {
        try {
            Process go = new ProcessBuilder("go", "mod", "download", "-json", MODULE)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            byte[] told = go.getInputStream().readAllBytes();
            return Path.of(JsonMapper.shared().readTree(told).path("Dir").asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
