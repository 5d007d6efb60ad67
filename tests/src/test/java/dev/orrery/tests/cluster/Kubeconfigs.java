package dev.orrery.tests.cluster;

import dev.orrery.binaries.BuildProgress;
import dev.orrery.engine.Orrery;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Ways into a cluster that are not its administrator's. */
final class Kubeconfigs {
    /** What fabric8 looks for before {@code KUBECONFIG}. */
    static final String PROPERTY = "kubeconfig";

    private static final String STARTS = "orrery-starts-networks";

    private Kubeconfigs() {}

    /** Of the account that may start networks, with the rights that {@code orrery render} gives it and no others. */
    static Path leastRights(TestCluster cluster, Path folder) {
        Path manifests = folder.resolve("manifests");
        String network = """
            version: 1
            name: rights
            chains: { hub: { binary: { go: %s } } }
            kubernetes: { orreryImage: any/orrery, images: { hub: any/chain } }
            """.formatted(ClusterNetworks.SIMD);
        Orrery.render(
                SpecReader.read(network, "network.yaml", folder),
                "kubernetes",
                Instant.now(),
                manifests,
                BuildProgress.SILENT);
        cluster.run(
                "kubectl",
                "apply",
                "-f",
                manifests.resolve("rights-to-start.yaml").toString());
        return of(cluster, STARTS, folder);
    }

    /** With a token of an account of the namespace {@code default}, and no other right than it has. */
    static Path of(TestCluster cluster, String account, Path folder) {
        return withToken(cluster, token(cluster, account), folder, account);
    }

    /** With such a token an hour after its end. */
    static Path expired(TestCluster cluster, String account, Path folder) {
        return withToken(cluster, ExpiredToken.of(cluster, token(cluster, account)), folder, "expired");
    }

    private static String token(TestCluster cluster, String account) {
        return cluster.run("kubectl", "create", "token", account, "-n", "default", "--duration=6h")
                .strip();
    }

    private static Path withToken(TestCluster cluster, String token, Path folder, String name) {
        return write(
                folder.resolve(name + ".conf"),
                read(cluster).replaceAll("user: \\{[^}]*}", "user: { token: \"" + token + "\" }"));
    }

    /** Of an address where nobody listens. */
    static Path unreachable(TestCluster cluster, Path folder) {
        return write(
                folder.resolve("nobody.conf"),
                read(cluster).replaceAll("server: [^,}]*", "server: https://127.0.0.1:9"));
    }

    private static String read(TestCluster cluster) {
        try {
            return Files.readString(cluster.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String content) {
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
